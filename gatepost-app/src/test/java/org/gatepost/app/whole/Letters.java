package org.gatepost.app.whole;

/** Messages that are hard to carry unchanged. */
final class Letters {
  private Letters() {}

  /**
   * Odd folding, odd case, trailing blanks, leading dots, 8-bit text, an encoded word, an empty
   * field, a long line, no line end at the end of a part.
   */
  static byte[] ofTheTownHall() {
    return Octets.of(
            """
            Date: Tue, 09 Jun 2026 09:41:00 +0000
            FROM: =?utf-8?q?Caf=C3=A9?= Clerk  <clerk@city.example>
            to:Anna
            \t<anna@partner.example>
            Message-ID: <odd-1@city.example>
            X-Empty:
            X-Blanks:   three before, two behind \s
            Subject: Trees, =?iso-8859-1?q?stra=DFe?=
              and so on
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="=_odd"

            Preamble that nobody reads.
            --=_odd
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Grüße – 8 bits, and a blank at the end\s
            .
            ..two dots
            .one dot
            From here a line that looks like an mbox line
            %s
            --=_odd
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: base64

            AAECAwQFBgcICQ==
            --=_odd--
            Epilogue.
            """
                .formatted("long ".repeat(190)))
        .bytes();
  }

  static byte[] simple(String messageId, String from, String to) {
    return Octets.of(
            """
            Date: Tue, 09 Jun 2026 09:41:00 +0000
            From: <%s>
            To: <%s>
            Message-ID: <%s>
            Subject: Simple

            Hello.
            """
                .formatted(from, to, messageId))
        .bytes();
  }
}
