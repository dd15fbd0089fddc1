package org.gatepost.smtp;

import java.util.Arrays;

/** Octets that gather until they are written at once. */
final class OutBuffer {
  private static final int FIRST = 1024;
  private static final int KEPT = 72 * 1024;

  private byte[] octets = new byte[FIRST];
  private int length;

  void add(byte[] from, int start, int end) {
    int more = end - start;
    if (octets.length - length < more) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
    }
    System.arraycopy(from, start, octets, length, more);
    length += more;
  }

  int length() {
    return length;
  }

  byte[] octets() {
    return octets;
  }

  /** Forgets the octets, and the room they took when that was much. */
  void clear() {
    length = 0;
    if (octets.length > KEPT) {
      octets = new byte[FIRST];
    }
  }
}
