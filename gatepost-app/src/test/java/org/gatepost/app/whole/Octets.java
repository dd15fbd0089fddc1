package org.gatepost.app.whole;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A message as octets, read by hand so that the tests trust no parser of the program. */
final class Octets {
  private final byte[] bytes;
  private volatile List<String> fields = List.of();

  Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  static Octets of(String text) {
    return new Octets(
        text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Each header field as it stands, line ends included. */
  List<String> fields() {
    List<String> known = fields;
    if (known.isEmpty()) {
      known = readFields();
      fields = known;
    }
    return known;
  }

  private List<String> readFields() {
    String head = head();
    List<String> found = new ArrayList<>();
    int start = 0;
    while (start < head.length()) {
      int end = lineEnd(head, start);
      while (end < head.length() && (head.charAt(end) == ' ' || head.charAt(end) == '\t')) {
        end = lineEnd(head, end);
      }
      found.add(head.substring(start, end));
      start = end;
    }
    return found;
  }

  /** The unfolded values of all fields with this name. */
  List<String> values(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return fields().stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
        .map(field -> field.substring(start.length()).replace("\r\n", "").strip())
        .toList();
  }

  String value(String name) {
    List<String> values = values(name);
    if (values.size() != 1) {
      throw new AssertionError(values.size() + " fields " + name + " in\n" + this);
    }
    return values.getFirst();
  }

  /** The message without its first fields, which must all be {@code Received}. */
  Octets withoutTrace(int fields) {
    int length = 0;
    for (String field : fields().subList(0, fields)) {
      if (!field.startsWith("Received:")) {
        throw new AssertionError("Not a trace field: " + field);
      }
      length += field.getBytes(StandardCharsets.ISO_8859_1).length;
    }
    return new Octets(Arrays.copyOfRange(bytes, length, bytes.length));
  }

  /** The text of a part in quoted-printable, base64 or as it is: what a person would read. */
  String decodedBody() {
    String body = text().substring(Math.min(head().length() + 2, text().length()));
    String encoding = String.join("", values("Content-Transfer-Encoding")).toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "base64" -> new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
      case "quoted-printable" -> quotedPrintable(body);
      default -> new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    };
  }

  /** The parts of a multipart message, or the message itself. */
  List<Octets> parts() {
    String type = String.join("", values("Content-Type"));
    int at = type.toLowerCase(Locale.ROOT).indexOf("boundary=");
    if (at < 0) {
      return List.of(this);
    }
    String boundary =
        type.substring(at + "boundary=".length()).split(";", 2)[0].replace("\"", "").strip();
    String[] pieces =
        text().split("\r\n--" + java.util.regex.Pattern.quote(boundary) + "(--)?\r\n", -1);
    List<Octets> parts = new ArrayList<>();
    for (int i = 1; i < pieces.length - 1; i++) {
      parts.addAll(new Octets(pieces[i].getBytes(StandardCharsets.ISO_8859_1)).parts());
    }
    return parts;
  }

  /** Every octet as one character. */
  String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf("\r\n", from);
    return end < 0 ? text.length() : end + 2;
  }

  private String head() {
    String text = text();
    if (text.startsWith("\r\n")) {
      return "";
    }
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? text : text.substring(0, end + 2);
  }

  private static String quotedPrintable(String body) {
    String joined = body.replaceAll("=[ \t]*\r\n", "");
    byte[] out = new byte[joined.length()];
    int length = 0;
    for (int i = 0; i < joined.length(); i++) {
      char c = joined.charAt(i);
      if (c == '=' && i + 2 < joined.length()) {
        out[length++] = (byte) Integer.parseInt(joined.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        out[length++] = (byte) c;
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
