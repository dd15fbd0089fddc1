package org.gatepost.mail;

import java.util.List;

/**
 * An answer as SMTP gives it (RFC 5321 section 4.2), ours or the next hop's own.
 *
 * @param code three digits
 * @param enhanced the enhanced status code (RFC 3463), such as {@code 5.1.1}; empty when none is
 *     given
 * @param lines the text, a line each, without codes; never empty
 */
public record SmtpReply(int code, String enhanced, List<String> lines) {
  public SmtpReply {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("Not an SMTP reply code: " + code);
    }
    if (!enhanced.isEmpty() && enhanced.charAt(0) - '0' != code / 100) {
      throw new IllegalArgumentException("Codes differ in class: " + code + " " + enhanced);
    }
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("A reply has no text.");
    }
  }

  public static SmtpReply of(int code, String enhanced, String text) {
    return new SmtpReply(code, enhanced, List.of(text));
  }

  public boolean isPositive() {
    return code < 400;
  }

  public boolean isTransient() {
    return code / 100 == 4;
  }

  public boolean isPermanent() {
    return code / 100 == 5;
  }

  /** The text in one line, for logs and reports. */
  public String text() {
    return String.join(" ", lines);
  }

  @Override
  public String toString() {
    return code + (enhanced.isEmpty() ? "" : " " + enhanced) + " " + text();
  }
}
