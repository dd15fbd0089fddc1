package org.gatepost.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Character sets by the names that mail uses. */
final class Charsets {
  private Charsets() {}

  static Optional<Charset> named(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    return switch (key) {
      case "utf-8", "utf8" -> Optional.of(StandardCharsets.UTF_8);
      case "us-ascii", "ascii" -> Optional.of(StandardCharsets.US_ASCII);
      case "iso-8859-1" -> Optional.of(StandardCharsets.ISO_8859_1);
      default -> Optional.ofNullable(All.BY_NAME.get(key));
    };
  }

  /** Every name and alias: asking the JDK for one that it does not know is slow each time. */
  private static final class All {
    static final Map<String, Charset> BY_NAME = new HashMap<>();

    static {
      for (Charset charset : Charset.availableCharsets().values()) {
        BY_NAME.put(charset.name().toLowerCase(Locale.ROOT), charset);
        charset.aliases().forEach(alias -> BY_NAME.put(alias.toLowerCase(Locale.ROOT), charset));
      }
    }
  }

  /** Decodes; octets in an unknown character set are taken as UTF-8, else as Latin-1. */
  static String decode(byte[] octets, String name) {
    return named(name)
        .map(charset -> new String(octets, charset))
        .orElseGet(() -> utf8OrLatin1(octets));
  }

  static String utf8OrLatin1(byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(octets, StandardCharsets.ISO_8859_1);
    }
  }
}
