package org.gatepost.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Octets that were read and not yet used. Grows while the peer fills it, and for whoever does not
 * use up what is there.
 */
final class InBuffer {
  private static final int FIRST = 8 * 1024;
  private static final int LARGEST_BY_ITSELF = 64 * 1024;

  private byte[] octets = new byte[FIRST];
  private int start;
  private int end;
  private boolean filledUp;

  byte[] octets() {
    return octets;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  int length() {
    return end - start;
  }

  boolean isEmpty() {
    return start == end;
  }

  void consume(int count) {
    start += count;
  }

  /** Forgets everything and returns it. */
  byte[] drain() {
    byte[] all = Arrays.copyOfRange(octets, start, end);
    start = 0;
    end = 0;
    return all;
  }

  /**
   * Where the first LF is.
   *
   * @param skipped so many octets from the start are known to hold none
   * @return counted from the start of {@link #octets()}; -1 when there is none
   */
  int lineFeed(int skipped) {
    for (int i = start + skipped; i < end; i++) {
      if (octets[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /**
   * Puts octets behind those that are there; waits for the first.
   *
   * @return false at the end of the input
   */
  boolean readFrom(InputStream in) throws IOException {
    makeRoom();
    int room = octets.length - end;
    int count = in.read(octets, end, room);
    if (count < 0) {
      return false;
    }
    filledUp = count == room;
    end += count;
    return true;
  }

  private void makeRoom() {
    if (isEmpty()) {
      start = 0;
      end = 0;
      if (filledUp && octets.length < LARGEST_BY_ITSELF) {
        octets = new byte[octets.length * 2];
      }
    } else if (end == octets.length) {
      byte[] to = start == 0 ? new byte[octets.length * 2] : octets;
      System.arraycopy(octets, start, to, 0, length());
      octets = to;
      end -= start;
      start = 0;
    }
  }
}
