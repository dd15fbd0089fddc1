package org.gatepost.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.gatepost.mail.Content;
import org.gatepost.mail.Part;

/** Rewrites addresses in one text in the transfer encoding that it came in (RFC 2045). */
final class TextRewriting {
  /** Octets of one text that are taken into memory. */
  private static final int LARGEST = 32 << 20;

  /** RFC 5322 section 2.1.1. */
  private static final int LONGEST_LINE = 998;

  /** So far is looked for the ends of a line: many changes in one long line cost no square. */
  private static final int FAR = 4_096;

  /** RFC 4648 section 4. */
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final AddressRewriting rewriting;

  TextRewriting(AddressRewriting rewriting) {
    this.rewriting = rewriting;
  }

  /** How it came out. */
  sealed interface Rewritten {
    /** The changes in the message's octets; none when the text names no wrong address. */
    record Splices(List<Splice> splices) implements Rewritten {}

    record Impossible(String because) implements Rewritten {}

    /** Others may read what we do not: no wrong address found here proves nothing. */
    record Damaged() implements Rewritten {}
  }

  Rewritten rewrite(Content content, Part part) throws IOException {
    if (part.bodyEnd() - part.bodyStart() > LARGEST) {
      return new Rewritten.Impossible("It is too large to be changed here.");
    }
    String name = part.charset().orElse("us-ascii").toLowerCase(Locale.ROOT);
    Charset charset = Charsets.named(name).orElse(StandardCharsets.ISO_8859_1);
    if (!hasAscii(charset)) {
      return new Rewritten.Impossible("It is in a character set that cannot be changed here.");
    }
    byte[] raw;
    try (InputStream in = content.open(part.bodyStart(), part.bodyEnd())) {
      raw = in.readAllBytes();
    }
    byte[] text;
    try (InputStream in = part.body().open()) {
      text = in.readAllBytes();
    }
    String encoding = EntityHead.of(part.headers(), "text/plain").encoding();
    if (encoding.equals("base64") && !isSound(raw)) {
      return new Rewritten.Damaged();
    }
    List<Splice> changes = rewriting.in(text, charset);
    if (changes.isEmpty()) {
      return new Rewritten.Splices(List.of());
    }
    Rewritten inPart =
        switch (encoding) {
          case "", "7bit", "8bit", "binary" -> plain(raw, changes);
          case "quoted-printable" -> QuotedPrintableRewriting.rewrite(raw, text, changes);
          case "base64" -> base64(raw, text, changes);
          default -> new Rewritten.Impossible("It is in an encoding that cannot be changed here.");
        };
    return switch (inPart) {
      case Rewritten.Splices(var splices) ->
          new Rewritten.Splices(
              splices.stream().map(splice -> splice.moved(part.bodyStart())).toList());
      case Rewritten.Impossible _, Rewritten.Damaged _ -> inPart;
    };
  }

  /** Sets in which an octet below 128 is always the ASCII character. */
  private static boolean hasAscii(Charset charset) {
    String name = charset.name().toLowerCase(Locale.ROOT);
    return name.equals("utf-8")
        || name.equals("us-ascii")
        || name.startsWith("iso-8859-")
        || name.startsWith("windows-125")
        || name.startsWith("koi8-");
  }

  private static Rewritten plain(byte[] raw, List<Splice> changes) {
    int before = -1;
    int longer = 0;
    for (Splice change : changes) {
      int start = lineStart(raw, (int) change.start());
      int line = lineEnd(raw, (int) change.end()) - start;
      longer = start == before ? longer : 0;
      longer += change.replacement().length() - (int) (change.end() - change.start());
      before = start;
      if (line <= LONGEST_LINE && line + longer > LONGEST_LINE) {
        return new Rewritten.Impossible("A line of it would become too long.");
      }
    }
    return new Rewritten.Splices(changes);
  }

  /** Base64 that all readers read alike: its alphabet, white space, padding at the end only. */
  private static boolean isSound(byte[] raw) {
    int digits = 0;
    int padding = 0;
    for (byte octet : raw) {
      if (octet == '=') {
        padding++;
      } else if (!Character.isWhitespace(octet)) {
        if (padding > 0 || !isDigit(octet)) {
          return false;
        }
        digits++;
      }
    }
    return padding <= 2 && (digits + padding) % 4 == 0;
  }

  private static boolean isDigit(byte octet) {
    return BASE64.indexOf(octet) >= 0;
  }

  private static Rewritten base64(byte[] raw, byte[] text, List<Splice> changes)
      throws IOException {
    Content changed = Splice.apply(Content.of(text), changes);
    byte[] octets;
    try (InputStream in = changed.open()) {
      octets = in.readAllBytes();
    }
    int width = Math.max(4, Math.min(lineEnd(raw, 0) / 4 * 4, 76));
    byte[] lineBreak = "\r\n".getBytes(StandardCharsets.US_ASCII);
    String encoded = Base64.getMimeEncoder(width, lineBreak).encodeToString(octets);
    String behind = raw.length > 0 && raw[raw.length - 1] == '\n' ? "\r\n" : "";
    return new Rewritten.Splices(List.of(new Splice(0, raw.length, encoded + behind)));
  }

  /** Of a line beyond all measure, as far back as is looked. */
  static int lineStart(byte[] octets, int at) {
    int start = at;
    while (start > 0 && at - start < FAR && octets[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  /** Before the line end. */
  static int lineEnd(byte[] octets, int at) {
    int end = at;
    while (end < octets.length && end - at < FAR && octets[end] != '\n') {
      end++;
    }
    return end > at && octets[end - 1] == '\r' ? end - 1 : end;
  }
}
