package org.gatepost.smtp;

/** One line as it came off the wire, or what was wrong with it. */
public sealed interface Line {
  /**
   * A line that ended in CRLF.
   *
   * @param text without the line end; octets above 127 were read as UTF-8
   */
  record Text(String text) implements Line {}

  /** Why there is no text. */
  enum Fault implements Line {
    /** The peer closed its side. */
    END,
    /** Longer than allowed; it was read to its end and dropped. */
    TOO_LONG,
    /** Longer than anybody will read; its end was never seen. */
    ENDLESS,
    /** A CR or LF stood alone, or the line held a NUL: the ends of lines are in dispute. */
    BAD_LINE_END,
    NOT_UTF8
  }
}
