package org.gatepost.app.whole;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Messages that no well-behaved program writes, each with a Message-ID where it can have one. */
enum Hostile {
  NO_HEADERS("", "\r\nOnly a body.\r\n"),
  NO_BODY("", head("no-body") + "X-Last: yes\r\n"),
  NO_BODY_BUT_A_BLANK_LINE("", head("blank") + "\r\n"),
  NOTHING_AT_ALL("", ""),
  ONE_BLANK_LINE("", "\r\n"),
  BODY_THAT_IS_NO_MESSAGE("", "This is not a header\r\nnor this\r\n"),
  EIGHT_BIT_HEADERS("", head("eight-bit") + "X-Raw: \u00fc\u00ff\u0080\r\n\r\nBody.\r\n"),
  NUL_IN_A_HEADER("", head("nul-head") + "X-Nul: a\0b\r\n\r\nBody.\r\n"),
  NUL_IN_THE_BODY("", head("nul-body") + "\r\na\0b\0\0\r\n"),
  ALL_OCTETS("", head("all-octets") + "\r\n" + allOctets() + "\r\n"),
  A_HEADER_OF_ONE_MEGABYTE(
      "", head("long-header") + "X-Long: " + "x".repeat(1 << 20) + "\r\n\r\n.\r\n"),
  A_FOLDED_HEADER_OF_ONE_MEGABYTE(
      "",
      head("folded")
          + "X-Long: x\r\n"
          + (" " + "y".repeat(70) + "\r\n").repeat(14_600)
          + "\r\n.\r\n"),
  A_BODY_LINE_OF_ONE_MEGABYTE("", head("long-line") + "\r\n" + "z".repeat(1 << 20) + "\r\n"),
  A_HUNDRED_THOUSAND_HEADERS("", head("headers") + "X: y\r\n".repeat(100_000) + "\r\nBody.\r\n"),
  A_THOUSAND_PARTS_DEEP("", head("deep") + deep(1000)),
  TWENTY_THOUSAND_PARTS("", head("wide") + wide(20_000)),
  A_BOUNDARY_THAT_IS_NEVER_CLOSED(
      "", head("open") + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nopen\r\n"),
  TWO_FROMS_AND_A_BROKEN_TO(
      "", head("broken") + "From: other@else.example\r\nTo: <<<>,;:(((\r\n\r\nBody.\r\n"),
  A_BARE_LF("5", head("bare-lf") + "\r\none\ntwo\r\n"),
  A_BARE_CR("5", head("bare-cr") + "\r\none\rtwo\r\n"),
  SMUGGLED_BY_LF("5", head("smuggle-lf") + "\r\none\n.\n" + smuggled()),
  SMUGGLED_BY_LF_CRLF("5", head("smuggle-mixed") + "\r\none\n.\r\n" + smuggled()),
  SMUGGLED_BY_CR("5", head("smuggle-cr") + "\r\none\r.\r" + smuggled());

  private final String answer;
  private final String text;

  Hostile(String answer, String text) {
    this.answer = answer;
    this.text = text;
  }

  /** How the answer must begin; empty where taking and refusing are both right. */
  String answer() {
    return answer;
  }

  /** The content before transparency. */
  byte[] octets() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String head(String name) {
    return "Date: Tue, 09 Jun 2026 09:41:00 +0000\r\nFrom: <clerk@city.example>\r\n"
        + "To: <anna@partner.example>\r\nSubject: Hostile\r\nMessage-ID: <"
        + name
        + "@hostile.example>\r\n";
  }

  private static String smuggled() {
    return """
    MAIL FROM:<smuggled@city.example>
    RCPT TO:<victim@partner.example>
    DATA
    Subject: smuggled

    You should not see this.
    """
        .replace("\n", "\r\n");
  }

  private static String allOctets() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int octet = 0; octet < 256; octet++) {
      if (octet != '\r' && octet != '\n') {
        all.write(octet);
      }
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private static String deep(int levels) {
    StringBuilder text = new StringBuilder();
    for (int level = 0; level < levels; level++) {
      text.append("Content-Type: multipart/mixed; boundary=b").append(level);
      text.append("\r\n\r\n--b").append(level).append("\r\n");
    }
    text.append("Content-Type: text/plain\r\n\r\nAt the bottom.\r\n");
    for (int level = levels - 1; level >= 0; level--) {
      text.append("--b").append(level).append("--\r\n");
    }
    return text.toString();
  }

  private static String wide(int parts) {
    return "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(parts)
        + "--b--\r\n";
  }
}
