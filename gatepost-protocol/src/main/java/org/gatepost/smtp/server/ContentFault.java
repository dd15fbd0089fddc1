package org.gatepost.smtp.server;

import org.gatepost.mail.SmtpReply;

/** Why content is refused whoever its recipients are. */
enum ContentFault {
  BARE_LINE_END(554, "5.6.0", "The message holds a CR or LF that stands alone", true),
  NUL(554, "5.6.0", "The message holds a NUL", true),
  TOO_LARGE(552, "5.3.4", "The message is larger than may be sent here", false),
  HEADER_TOO_LARGE(552, "5.3.4", "The header of the message is too large", false),
  HEADER_LINE_TOO_LONG(554, "5.6.0", "The message has a header line that is too long", false),
  LOOP(554, "5.4.6", "Too many hops, this message is going in circles", false),
  EIGHT_BIT(554, "5.6.3", "The message holds 8-bit octets and the way on is 7-bit only", false),
  NO_STORAGE(452, "4.3.1", "There is no room for the message now, try again later", false);

  private final int code;
  private final String enhanced;
  private final String text;
  private final boolean disputed;

  ContentFault(int code, String enhanced, String text, boolean disputed) {
    this.code = code;
    this.enhanced = enhanced;
    this.text = text;
    this.disputed = disputed;
  }

  SmtpReply reply() {
    return SmtpReply.of(code, enhanced, text);
  }

  /**
   * True when another server might see the end of the message elsewhere (CVE-2023-51764). What
   * follows on the same connection may then be a smuggled message, so nothing more is read from it.
   */
  boolean isDisputed() {
    return disputed;
  }
}
