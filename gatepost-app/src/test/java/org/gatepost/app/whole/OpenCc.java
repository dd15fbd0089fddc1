package org.gatepost.app.whole;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages of the open-cc case, and variations of them. */
final class OpenCc {
  static final String TEAM = "ehe.team@city.example";

  /** What {@code gatepost.yaml} beside the messages says. */
  static final List<String> SETTINGS =
      List.of(
          "organisation.name=City Council",
          "organisation.domains=city.example",
          "organisation.freemail=freemail.example,inbox.example,homepost.example,"
              + "webmail.example,netmail.example");

  static final String SUBJECT = "Autumn drop-in dates";

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._+-]+@[a-z.]+\\.example");

  private OpenCc() {}

  /** The 500 families. */
  static List<String> families() {
    return new String(resource("bcc-update.recipients"), StandardCharsets.US_ASCII)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** The 500 families and the team itself, as the message's To and Cc name them. */
  static List<String> everybody() {
    List<String> all = new ArrayList<>(List.of(TEAM));
    all.addAll(families());
    return all;
  }

  static Octets familyUpdate() {
    return new Octets(resource("family-update.eml"));
  }

  /** The same message under another subject and Message-ID, so that it is another message. */
  static Octets familyUpdate(String name) {
    return renamed(familyUpdate(), name);
  }

  static Octets teamUpdate() {
    return new Octets(resource("team-update.eml"));
  }

  static Octets bccUpdate() {
    return new Octets(resource("bcc-update.eml"));
  }

  static Octets renamed(Octets message, String name) {
    String id = name.replaceAll("[^a-z0-9]", "-").toLowerCase(Locale.ROOT);
    return new Octets(
        message
            .text()
            .replaceFirst("Subject: [^\r]*", "Subject: " + name)
            .replaceFirst("Message-ID: [^\r]*", "Message-ID: <" + id + "@city.example>")
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Every address in a text, in lower case, in order, as often as it stands there. */
  static List<String> addresses(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return found;
  }

  private static byte[] resource(String name) {
    try (InputStream in = OpenCc.class.getResourceAsStream("/cases/open-cc/" + name)) {
      if (in == null) {
        throw new AssertionError("No test resource " + name);
      }
      byte[] octets = in.readAllBytes();
      String text = new String(octets, StandardCharsets.ISO_8859_1);
      return name.endsWith(".eml") && !text.contains("\r\n")
          ? text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)
          : octets;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
