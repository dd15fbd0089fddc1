package org.gatepost.app.replay;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;

/**
 * Octets that may be packed, with the count of packed octets behind them. What unpacks to absurdly
 * more than it was ends with a {@link BombException}.
 *
 * @param consumed how many packed octets have been read so far
 */
record Packed(BufferedInputStream in, LongSupplier consumed) implements Closeable {
  /** Text of mail rarely packs better than 20 : 1; DEFLATE's own bound is 1,032 : 1. */
  static final long RATIO = 500;

  /** Below this nobody is harmed by any ratio. */
  static final long HARMLESS = 64L << 20;

  private static final int BUFFER = 1 << 16;

  static Packed of(InputStream raw) {
    Counting counting = new Counting(raw);
    return new Packed(new BufferedInputStream(counting, BUFFER), counting::count);
  }

  /** Octets that an archive is unpacking. */
  static Packed unpacked(InputStream unpacked, LongSupplier consumed) {
    return new Packed(new BufferedInputStream(new Guarded(unpacked, consumed), BUFFER), consumed);
  }

  /** The octets inside a gzip file. */
  Packed gunzip() throws IOException {
    return unpacked(new GZIPInputStream(in, BUFFER), consumed);
  }

  /** The first octets, without taking them away. */
  byte[] peek(int most) throws IOException {
    in.mark(most);
    byte[] octets = in.readNBytes(most);
    in.reset();
    return octets;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** What unpacks to more than any mail does. */
  static final class BombException extends IOException {
    private static final long serialVersionUID = 1;

    BombException() {
      super("unpacks to more than " + RATIO + " times its size; the rest of it is left out");
    }
  }

  /** Counts what is read. */
  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      if (octet >= 0) {
        count++;
      }
      return octet;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int read = super.read(octets, offset, length);
      if (read > 0) {
        count += read;
      }
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  /** Ends when far more came out than went in. */
  private static final class Guarded extends FilterInputStream {
    private final LongSupplier consumed;
    private long produced;

    Guarded(InputStream in, LongSupplier consumed) {
      super(in);
      this.consumed = consumed;
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      check(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int read = super.read(octets, offset, length);
      check(Math.max(0, read));
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void check(int more) throws BombException {
      produced += more;
      if (produced > HARMLESS && produced / RATIO > consumed.getAsLong()) {
        throw new BombException();
      }
    }
  }
}
