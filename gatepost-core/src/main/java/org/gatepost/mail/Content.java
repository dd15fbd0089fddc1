package org.gatepost.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The octets of a message as they came, CRLF line ends and all, without SMTP's dot stuffing. Can be
 * opened any number of times, by several threads at once, until it is closed by its owner.
 */
public interface Content extends AutoCloseable {
  /** Size in octets. */
  long size();

  /** Opens the octets from the start. */
  default InputStream open() throws IOException {
    return open(0, size());
  }

  /**
   * Opens a stretch of the octets.
   *
   * @param start offset of the first octet
   * @param end offset behind the last octet, at most {@link #size()}
   */
  InputStream open(long start, long end) throws IOException;

  /** Writes all octets. */
  default void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }

  /** Frees what backs the octets; opening it afterwards fails. */
  @Override
  void close();

  /**
   * Octets put in front of other octets.
   *
   * @param rest closed together with the whole
   */
  static Content prefixed(byte[] prefix, Content rest) {
    return prefix.length == 0 ? rest : new PrefixedContent(prefix.clone(), rest);
  }

  /** Octets in memory. The array is copied. */
  static Content of(byte[] octets) {
    byte[] copy = octets.clone();
    return new Content() {
      @Override
      public long size() {
        return copy.length;
      }

      @Override
      public InputStream open(long start, long end) {
        return new ByteArrayInputStream(copy, Math.toIntExact(start), Math.toIntExact(end - start));
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(copy);
      }

      @Override
      public void close() {}

      @Override
      public String toString() {
        return "Content of " + copy.length + " octets, hash " + Arrays.hashCode(copy);
      }
    };
  }
}
