package org.gatepost.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Encoded words in header text (RFC 2047, language tags of RFC 2231 section 5). Lenient: words in
 * the middle of other text, and characters whose octets are split over two words, are decoded too.
 * Takes time in proportion to the text, whatever it is.
 */
final class EncodedWords {
  /** Longer names of character sets do not exist. */
  private static final int CHARSET_NAME = 60;

  private EncodedWords() {}

  static String decode(String text) {
    int at = text.indexOf("=?");
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    String charset = "";
    int done = 0;
    while (at >= 0) {
      Word word = wordAt(text, at);
      if (word == null) {
        at = text.indexOf("=?", at + 1);
        continue;
      }
      String between = text.substring(done, at);
      boolean joined = done > 0 && octets.size() > 0 && between.isBlank();
      if (!joined || !word.charset.equalsIgnoreCase(charset)) {
        flush(octets, charset, out);
        charset = word.charset;
      }
      if (!joined) {
        out.append(between);
      }
      word.decodeTo(octets);
      done = word.end;
      at = text.indexOf("=?", done);
    }
    flush(octets, charset, out);
    return out.append(text, done, text.length()).toString();
  }

  /** Where the encoded word that begins at an offset ends, or -1 when none begins there. */
  static int end(String text, int from) {
    Word word = wordAt(text, from);
    return word == null ? -1 : word.end;
  }

  private static void flush(ByteArrayOutputStream octets, String charset, StringBuilder out) {
    if (octets.size() > 0) {
      out.append(Charsets.decode(octets.toByteArray(), charset));
      octets.reset();
    }
  }

  private static @Nullable Word wordAt(String text, int from) {
    if (!text.startsWith("=?", from)) {
      return null;
    }
    int charsetEnd = text.indexOf('?', from + 2);
    if (charsetEnd < 0
        || charsetEnd - from > CHARSET_NAME
        || charsetEnd == from + 2
        || charsetEnd + 2 >= text.length()
        || text.charAt(charsetEnd + 2) != '?') {
      return null;
    }
    char encoding = Character.toUpperCase(text.charAt(charsetEnd + 1));
    int textEnd = text.indexOf('?', charsetEnd + 3);
    if ((encoding != 'B' && encoding != 'Q')
        || textEnd < 0
        || textEnd + 1 >= text.length()
        || text.charAt(textEnd + 1) != '=') {
      return null;
    }
    String charset = text.substring(from + 2, charsetEnd);
    int language = charset.indexOf('*');
    return new Word(
        language < 0 ? charset : charset.substring(0, language),
        encoding == 'B',
        text.substring(charsetEnd + 3, textEnd),
        textEnd + 2);
  }

  private record Word(String charset, boolean base64, String text, int end) {
    void decodeTo(ByteArrayOutputStream out) {
      byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
      if (base64) {
        TransferDecoding.base64(encoded, out);
        return;
      }
      for (int i = 0; i < encoded.length; i++) {
        int high = encoded[i] == '=' && i + 2 < encoded.length ? hex(encoded[i + 1]) : -1;
        int low = high < 0 ? -1 : hex(encoded[i + 2]);
        if (low >= 0) {
          out.write(high << 4 | low);
          i += 2;
        } else {
          out.write(encoded[i] == '_' ? ' ' : encoded[i]);
        }
      }
    }

    private static int hex(byte octet) {
      return Character.digit(octet, 16);
    }
  }
}
