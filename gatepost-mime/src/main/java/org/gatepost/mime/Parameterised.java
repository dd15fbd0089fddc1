package org.gatepost.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A field value with parameters, such as {@code text/plain; charset=utf-8} (RFC 2045 section 5.1),
 * its continued and encoded parameters put together (RFC 2231). Lenient, in linear time.
 *
 * @param value in lower case, without white space around it
 * @param parameters names in lower case, values unquoted
 */
record Parameterised(String value, Map<String, String> parameters) {
  /** A field with more parameters than this is hostile; the rest is left unread. */
  private static final int MOST = 1000;

  static final Parameterised EMPTY = new Parameterised("", Map.of());

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  static Parameterised parse(String text) {
    int end = indexOf(text, ';', 0);
    String value = text.substring(0, end);
    int comment = value.indexOf('(');
    if (comment >= 0) {
      value = value.substring(0, comment);
    }
    Map<String, String> raw = new LinkedHashMap<>();
    int at = end + 1;
    int equals = -1;
    while (at < text.length() && raw.size() < MOST) {
      // Sought again only when it was passed, so that many semicolons do not cost a search each.
      equals = equals < at ? text.indexOf('=', at) : equals;
      int next = text.indexOf(';', at);
      if (equals < 0) {
        break;
      }
      if (next >= 0 && next < equals) {
        at = next + 1;
        continue;
      }
      String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      int from = equals + 1;
      while (from < text.length() && text.charAt(from) <= ' ') {
        from++;
      }
      if (from < text.length() && text.charAt(from) == '"') {
        StringBuilder unquoted = new StringBuilder();
        from = unquote(text, from, unquoted);
        raw.putIfAbsent(name, unquoted.toString());
        at = indexOf(text, ';', from) + 1;
      } else {
        int stop = indexOf(text, ';', from);
        raw.putIfAbsent(name, text.substring(from, stop).strip());
        at = stop + 1;
      }
    }
    return new Parameterised(value.strip().toLowerCase(Locale.ROOT), joined(raw));
  }

  private static int unquote(String text, int quote, StringBuilder out) {
    int i = quote + 1;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        c = text.charAt(i);
      }
      out.append(c);
    }
    return i;
  }

  /** Puts {@code name*0*}, {@code name*1} … together. */
  private static Map<String, String> joined(Map<String, String> raw) {
    Map<String, String> plain = new HashMap<>();
    Map<String, TreeMap<Integer, Segment>> split = new HashMap<>();
    raw.forEach(
        (name, value) -> {
          int star = name.indexOf('*');
          if (star <= 0) {
            plain.put(name, EncodedWords.decode(value));
            return;
          }
          String rest = name.substring(star + 1);
          boolean encoded = rest.isEmpty() || rest.endsWith("*");
          String number = rest.endsWith("*") ? rest.substring(0, rest.length() - 1) : rest;
          split
              .computeIfAbsent(name.substring(0, star), _ -> new TreeMap<>())
              .putIfAbsent(number(number), new Segment(value, encoded));
        });
    // RFC 2231 section 3: the extended form says more than the plain one beside it.
    split.forEach((name, segments) -> plain.put(name, text(segments)));
    return Map.copyOf(plain);
  }

  private static int number(String digits) {
    boolean valid =
        !digits.isEmpty()
            && digits.length() < 7
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return valid ? Integer.parseInt(digits) : 0;
  }

  private record Segment(String text, boolean encoded) {}

  private static String text(TreeMap<Integer, Segment> segments) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    String charset = "utf-8";
    boolean first = true;
    for (Segment segment : segments.values()) {
      String text = segment.text();
      if (first && segment.encoded()) {
        int quote = text.indexOf('\'');
        int second = quote < 0 ? -1 : text.indexOf('\'', quote + 1);
        if (second >= 0) {
          charset = quote == 0 ? charset : text.substring(0, quote);
          text = text.substring(second + 1);
        }
      }
      first = false;
      if (segment.encoded()) {
        Percent.decode(text.getBytes(StandardCharsets.UTF_8), octets);
      } else {
        octets.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return Charsets.decode(octets.toByteArray(), charset);
  }

  private static int indexOf(String text, char c, int from) {
    int at = text.indexOf(c, from);
    return at < 0 ? text.length() : at;
  }
}
