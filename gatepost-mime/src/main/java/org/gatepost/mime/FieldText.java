package org.gatepost.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.gatepost.mail.NamedAddress;

/**
 * Writes header fields of our own (RFC 5322): text as encoded words where it must be (RFC 2047),
 * folded to lines of 78 octets where that can be done.
 */
final class FieldText {
  private static final int LINE = 78;

  /** Octets of text in one encoded word: 45 become 60 in base64, and the word stays below 75. */
  private static final int WORD_OCTETS = 45;

  private static final String SPECIALS = "()<>[]:;@\\,.\"";

  private FieldText() {}

  /** A field with its line end. */
  static String field(String name, List<String> words) {
    StringBuilder out = new StringBuilder(name).append(':');
    int column = out.length();
    for (String word : words) {
      if (column + 1 + word.length() > LINE && column > name.length() + 1) {
        out.append("\r\n");
        column = 0;
      }
      out.append(' ').append(word);
      column += 1 + word.length();
    }
    return out.append("\r\n").toString();
  }

  /** Free text, such as a subject. */
  static List<String> words(String text) {
    String clean = clean(text);
    boolean plain =
        clean.chars().allMatch(c -> c < 127)
            && !clean.contains("=?")
            && List.of(clean.split(" ", -1)).stream().allMatch(word -> word.length() < LINE - 10);
    return plain ? List.of(clean.split(" ", -1)) : encoded(clean);
  }

  /** A list of mailboxes. */
  static List<String> mailboxes(List<NamedAddress> mailboxes) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < mailboxes.size(); i++) {
      words.addAll(mailbox(mailboxes.get(i)));
      if (i < mailboxes.size() - 1) {
        words.add(words.removeLast() + ",");
      }
    }
    return words;
  }

  private static List<String> mailbox(NamedAddress mailbox) {
    String name = clean(mailbox.name());
    if (name.isEmpty()) {
      return List.of(mailbox.address().toString());
    }
    List<String> words = new ArrayList<>();
    boolean ascii = name.chars().allMatch(c -> c < 127);
    if (!ascii || name.length() > LINE - 18 || name.contains("=?")) {
      words.addAll(encoded(name));
    } else if (name.chars().anyMatch(c -> SPECIALS.indexOf(c) >= 0)) {
      words.add("\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    } else {
      words.addAll(List.of(name.split(" ", -1)));
    }
    words.add("<" + mailbox.address() + ">");
    return words;
  }

  private static List<String> encoded(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int octets = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int length = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (octets + length > WORD_OCTETS) {
        words.add(word(piece));
        piece.setLength(0);
        octets = 0;
      }
      piece.appendCodePoint(point);
      octets += length;
      i += Character.charCount(point);
    }
    words.add(word(piece));
    return words;
  }

  private static String word(StringBuilder piece) {
    byte[] octets = piece.toString().getBytes(StandardCharsets.UTF_8);
    return "=?utf-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
  }

  /** One line without control characters and without runs of blanks. */
  private static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              boolean blank = Character.isISOControl(point) || Character.isWhitespace(point);
              if (!blank) {
                out.appendCodePoint(point);
              } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
              }
            });
    return out.toString().strip();
  }
}
