package org.gatepost.app.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gatepost.app.check.Spooled;

/**
 * The messages of an mbox file (RFC 4155 and its relatives), with CRLF or LF. A message begins at a
 * {@code From } line that follows an empty line, holds a time and a year, and is followed by a
 * header field, so that a sentence in a text begins no message. {@code >From } is unquoted as in
 * mboxrd. The Content-Length of mboxcl is not believed.
 */
final class MailboxStream implements MessageStream {
  private static final Pattern SEPARATOR =
      Pattern.compile("From .*[0-9]{1,2}:[0-9]{2}.*[0-9]{4}.*", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:.*", Pattern.DOTALL);
  private static final int LOOKED_AT = 200;

  private final InputStream in;
  private final Lines lines;
  private final Supplier<Spooled> spools;
  private boolean more;
  private boolean pieceWaits;

  MailboxStream(InputStream in, Supplier<Spooled> spools) throws IOException {
    this.in = in;
    this.lines = new Lines(in);
    this.spools = spools;
    this.more = skipSeparator();
  }

  /** The first line is the first separator, whatever else it holds. */
  private boolean skipSeparator() throws IOException {
    if (!lines.next()) {
      return false;
    }
    do {
      pieceWaits = lines.next();
    } while (pieceWaits && !lines.isLineStart());
    return pieceWaits;
  }

  @Override
  public Optional<Spooled> next() throws IOException {
    if (!more) {
      return Optional.empty();
    }
    Spooled message = spools.get();
    try {
      more = copyInto(message);
      return Optional.of(message);
    } catch (IOException unreadable) {
      message.close();
      throw unreadable;
    }
  }

  /** Copies up to the next separator or the end; true when another message follows. */
  private boolean copyInto(Spooled message) throws IOException {
    boolean blankWaits = false;
    byte[] blank = new byte[0];
    while (pieceWaits || lines.next()) {
      pieceWaits = false;
      if (blankWaits && lines.isLineStart() && isSeparator()) {
        byte[] separator = piece();
        if (nextBeginsMessage()) {
          return true;
        }
        message.write(blank, 0, blank.length);
        message.write(separator, 0, separator.length);
        blankWaits = false;
        continue;
      }
      if (blankWaits) {
        message.write(blank, 0, blank.length);
      }
      blankWaits = lines.isBlank();
      if (blankWaits) {
        blank = piece();
      } else {
        int quoted = lines.isLineStart() && isQuotedFrom() ? 1 : 0;
        message.write(lines.octets(), lines.start() + quoted, lines.length() - quoted);
      }
    }
    return false;
  }

  /** Looks at the line behind a separator; it is the first of the message, or waits to be used. */
  private boolean nextBeginsMessage() throws IOException {
    pieceWaits = lines.next();
    return pieceWaits && lines.isLineStart() && FIELD.matcher(text()).matches();
  }

  private boolean isSeparator() {
    return startsWith(0, "From ") && SEPARATOR.matcher(text()).matches();
  }

  private boolean isQuotedFrom() {
    int quotes = 0;
    while (quotes < lines.length() && lines.octets()[lines.start() + quotes] == '>') {
      quotes++;
    }
    return quotes > 0 && startsWith(quotes, "From ");
  }

  private boolean startsWith(int offset, String text) {
    if (lines.length() < offset + text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (lines.octets()[lines.start() + offset + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private byte[] piece() {
    return java.util.Arrays.copyOfRange(
        lines.octets(), lines.start(), lines.start() + lines.length());
  }

  private String text() {
    return new String(
        lines.octets(),
        lines.start(),
        Math.min(LOOKED_AT, lines.length()),
        StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
