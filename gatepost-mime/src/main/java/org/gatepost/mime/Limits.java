package org.gatepost.mime;

/**
 * How much of a message is taken apart. What goes beyond is not judged by half: the message is
 * answered as one that cannot be read, with a sentence that names the limit.
 */
final class Limits {
  /**
   * Parts within parts. A forwarded chain adds two levels a step, so that thirty forwards still
   * pass; mail programs give up far earlier.
   */
  static final int NESTING = 100;

  /** Parts in one message; a digest of a busy list has hundreds. */
  static final int PARTS = 10_000;

  /**
   * Octets in one header section. 10,000 recipients with long names need 1 MB; a mail server stops
   * at 100 KB to 1 MB by default.
   *
   * <p>More than the listener takes (4 MiB): a message is judged before the listener's Received
   * field stands in front of it and read again with it, and must be readable then too.
   */
  static final int HEADER_SECTION = 5 << 20;

  /** Octets in all header sections of a message together, since they are kept in memory. */
  static final int ALL_HEADERS = 16 << 20;

  /** Header fields in all sections together: a short field costs far more than its octets. */
  static final int FIELDS = 100_000;

  /** Addresses in the header; the SMTP side takes far fewer recipients. */
  static final int ADDRESSES = 100_000;

  /** Octets of a line that are compared with boundaries. RFC 2046 allows a boundary of 70. */
  static final int BOUNDARY_LINE = 2048;

  private Limits() {}
}
