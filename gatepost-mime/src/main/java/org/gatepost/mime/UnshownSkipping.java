package org.gatepost.mime;

import java.util.Locale;
import java.util.Set;

/** Leaves out what HTML holds and nobody is shown: styles, scripts, the title. */
final class UnshownSkipping implements CharSink {
  private static final Set<String> UNSHOWN = Set.of("style", "script", "title");

  /** Longer than any of these names with its slash. */
  private static final int NAME = 10;

  private final CharSink next;
  private final StringBuilder name = new StringBuilder();
  private boolean inName;
  private String within = "";

  UnshownSkipping(CharSink next) {
    this.next = next;
  }

  @Override
  public void accept(char c) {
    if (c == '<') {
      inName = true;
      name.setLength(0);
    } else if (inName) {
      if ((Character.isLetterOrDigit(c) || c == '/') && name.length() < NAME) {
        name.append(c);
      } else {
        inName = false;
        named(name.toString().toLowerCase(Locale.ROOT));
      }
    }
    if (within.isEmpty()) {
      next.accept(c);
    }
  }

  private void named(String tag) {
    if (within.isEmpty() && UNSHOWN.contains(tag)) {
      next.accept('>'); // the tag that was begun ends here
      within = tag;
    } else if (tag.equals("/" + within)) {
      within = "";
      "</".chars().forEach(c -> next.accept((char) c));
    }
  }

  @Override
  public void finish() {
    next.finish();
  }
}
