package org.gatepost.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.audience.AliasTable.Target;
import org.gatepost.mail.Address;

/** The pieces of a line in an alias file. */
final class AliasLine {
  static final String INCLUDE = ":include:";

  private AliasLine() {}

  /** Where the name ends; -1 when the line has none. */
  static int colon(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ':' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Where the address of a line of Postfix's {@code virtual(5)} ends, which has no colon behind it;
   * -1 when it is none.
   */
  static int virtual(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (Character.isWhitespace(line.charAt(i))) {
        return line.substring(0, i).indexOf('@') >= 0 ? i : -1;
      }
    }
    return -1;
  }

  /** The targets of a list, between commas that stand outside quotes. */
  static List<String> items(String list) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '\\' && i + 1 < list.length()) {
        item.append(c).append(list.charAt(++i));
      } else if (c == ',' && !quoted) {
        items.add(item.toString().strip());
        item.setLength(0);
      } else {
        quoted ^= c == '"';
        item.append(c);
      }
    }
    items.add(item.toString().strip());
    return items;
  }

  /** Without quotes around it; a backslash in front stays, since it means something. */
  static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }

  /** What a target is; empty when it is nothing that is known. */
  static Optional<Target> target(String text) {
    return switch (text.charAt(0)) {
      case '|' -> Optional.of(new Target.Unseen("a program"));
      case '/' -> Optional.of(new Target.Unseen("a file"));
      // sendmail's :error: and other mailers' :fail: and :blackhole: deliver nothing.
      case ':' -> Optional.of(new Target.Unseen("a word to the mail server"));
      case '\\' -> name(text.substring(1)).map(Target.Final::new);
      default ->
          text.indexOf('@') >= 0
              ? Address.parse(bracketed(text)).map(Target.Mailbox::new)
              : name(text).map(Target.Local::new);
    };
  }

  private static String bracketed(String text) {
    int open = text.lastIndexOf('<');
    int close = text.lastIndexOf('>');
    return open >= 0 && close > open ? text.substring(open + 1, close) : text;
  }

  private static Optional<String> name(String text) {
    boolean good =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f || "<>()@,;:\"".indexOf(c) >= 0);
    return good ? Optional.of(text) : Optional.empty();
  }

  /** An included file, when it is there and lies in the folder of the file that includes it. */
  static Optional<Path> inside(Path aliases, String path) throws IOException {
    try {
      Path folder = aliases.toRealPath().getParent();
      Path included = aliases.resolveSibling(path);
      if (folder == null || !Files.isReadable(included) || !Files.isRegularFile(included)) {
        return Optional.empty();
      }
      Path real = included.toRealPath();
      return real.startsWith(folder) ? Optional.of(real) : Optional.empty();
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }
}
