package org.gatepost.app.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mail that tells a sender about a held message. */
record Notice(Arrival arrival) {
  private static final Pattern LINK = Pattern.compile("http://[^\\s\"<>]+/h/[A-Za-z0-9_-]+");

  static boolean isAbout(Arrival arrival, String subject) {
    List<String> subjects = arrival.content().values("Subject");
    return arrival.from().isEmpty()
        && subjects.stream().anyMatch(line -> line.equals("Not sent yet: " + subject));
  }

  /** The plain text that a person reads. */
  String text() {
    return arrival.content().parts().stream()
        .filter(
            part -> part.values("Content-Type").stream().anyMatch(t -> t.startsWith("text/plain")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No plain text in " + arrival))
        .decodedBody();
  }

  /** The link to the page, without the anchor of an offer. */
  String link() {
    return links().getFirst();
  }

  /** Every link as it stands in the text, anchors left out. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(text());
    while (matcher.find()) {
      links.add(matcher.group());
    }
    if (links.isEmpty()) {
      throw new AssertionError("No link in " + text());
    }
    return links;
  }
}
