package org.gatepost.smtp.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Line;
import org.gatepost.smtp.Wire;

/** Reads replies (RFC 5321 section 4.2) with their enhanced codes (RFC 2034). */
final class ReplyReader {
  private static final int LONGEST_LINE = 2_048;
  private static final int MOST_LINES = 200;
  private static final Pattern ENHANCED =
      Pattern.compile("([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?: |$)");

  private ReplyReader() {}

  /**
   * The next reply.
   *
   * @throws ProtocolException when it is none, or goes on and on
   * @throws EOFException when the connection ended
   */
  static SmtpReply read(Wire wire, long until) throws IOException {
    List<String> lines = new ArrayList<>(1);
    int code = 0;
    boolean more = true;
    while (more) {
      if (lines.size() == MOST_LINES) {
        throw new ProtocolException("A reply that does not end");
      }
      String line = line(wire, until);
      int here = code(line);
      if (here == 0 || (code != 0 && here != code)) {
        throw new ProtocolException("Not a reply");
      }
      code = here;
      more = line.length() > 3 && line.charAt(3) == '-';
      lines.add(line.length() > 4 ? line.substring(4) : "");
    }
    return reply(code, lines);
  }

  private static String line(Wire wire, long until) throws IOException {
    return switch (wire.readLenientLine(LONGEST_LINE, until)) {
      case Line.Text(String text) -> text;
      case Line.Fault.END -> throw new EOFException("The connection was closed");
      case Line.Fault _ -> throw new ProtocolException("A reply line that does not end");
    };
  }

  /** 0 when the line does not begin like a reply. */
  private static int code(String line) {
    if (line.length() < 3
        || (line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-')) {
      return 0;
    }
    for (int i = 0; i < 3; i++) {
      if (line.charAt(i) < '0' || line.charAt(i) > '9') {
        return 0;
      }
    }
    int code = Integer.parseInt(line, 0, 3, 10);
    return code >= 200 && code <= 599 ? code : 0;
  }

  private static SmtpReply reply(int code, List<String> lines) {
    Matcher first = ENHANCED.matcher(lines.getFirst());
    if (!first.lookingAt() || first.group(1).charAt(0) - '0' != code / 100) {
      return new SmtpReply(code, "", lines);
    }
    String enhanced = first.group(1);
    List<String> texts = new ArrayList<>(lines.size());
    for (String line : lines) {
      texts.add(
          line.startsWith(enhanced)
              ? line.substring(Math.min(line.length(), enhanced.length() + 1))
              : line);
    }
    return new SmtpReply(code, enhanced, texts);
  }
}
