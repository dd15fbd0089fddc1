package org.gatepost.smtp;

import org.gatepost.mail.SmtpReply;

/** A reply as it is written on the wire (RFC 5321 section 4.2, RFC 2034). */
final class ReplyText {
  private ReplyText() {}

  /**
   * The lines with their ends.
   *
   * @param utf8 false when the peer may not be sent more than ASCII (RFC 6531 section 3.7.4)
   */
  static String of(SmtpReply reply, boolean utf8) {
    int last = reply.lines().size() - 1;
    StringBuilder text = new StringBuilder(80);
    for (int i = 0; i <= last; i++) {
      text.append(reply.code()).append(i == last ? ' ' : '-');
      if (!reply.enhanced().isEmpty()) {
        text.append(reply.enhanced()).append(' ');
      }
      String line = reply.lines().get(i);
      for (int at = 0; at < line.length(); at++) {
        char c = line.charAt(at);
        // A line end inside a reply would be an answer that nobody gave.
        text.append(c < ' ' || c == 0x7f ? ' ' : c > 0x7f && !utf8 ? '?' : c);
      }
      text.append("\r\n");
    }
    return text.toString();
  }
}
