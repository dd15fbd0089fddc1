package org.gatepost.mime;

import java.io.IOException;
import java.io.InputStream;

/** Reads on and shows what it read to somebody else too; counts it. */
final class ShownStream extends InputStream {
  private final InputStream in;
  private final CharSink sink;
  private long count;

  ShownStream(InputStream in, CharSink sink) {
    this.in = in;
    this.sink = sink;
  }

  @Override
  public int read() throws IOException {
    int octet = in.read();
    if (octet >= 0) {
      count++;
      sink.accept(OctetSearch.character((byte) octet));
    }
    return octet;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int read = in.read(to, offset, length);
    for (int i = 0; i < read; i++) {
      sink.accept(OctetSearch.character(to[offset + i]));
    }
    count += Math.max(0, read);
    return read;
  }

  /** There may always be more: a second gzip member is only looked for when this says so. */
  @Override
  public int available() {
    return 1;
  }

  /** The directory at an archive's end, and what is hidden behind it. */
  void drain() throws IOException {
    byte[] buffer = new byte[8192];
    int read = read(buffer, 0, buffer.length);
    while (read > 0) {
      read = read(buffer, 0, buffer.length);
    }
    sink.finish();
  }

  /** How many octets were read so far. */
  long count() {
    return count;
  }
}
