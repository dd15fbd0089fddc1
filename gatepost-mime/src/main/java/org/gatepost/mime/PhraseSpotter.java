package org.gatepost.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.gatepost.mail.Part;

/** Looks for a line such as those of PEM: five dashes, words, five dashes. */
final class PhraseSpotter {
  private final String phrase;
  private int at;
  private boolean seen;

  PhraseSpotter(String phrase) {
    this.phrase = phrase;
  }

  void accept(byte octet) {
    if (octet == phrase.charAt(at)) {
      at++;
      if (at == phrase.length()) {
        seen = true;
        at = 0;
      }
    } else if (octet != '-' || at != 5) {
      at = octet == '-' ? 1 : 0;
    }
  }

  /** True when a part's text holds the phrase. */
  static boolean holds(Part part, String phrase) throws IOException {
    PhraseSpotter spotter = new PhraseSpotter(phrase);
    try (InputStream in = new BufferedInputStream(part.body().open())) {
      int octet;
      while (!spotter.isSeen() && (octet = in.read()) >= 0) {
        spotter.accept((byte) octet);
      }
    }
    return spotter.isSeen();
  }

  boolean isSeen() {
    return seen;
  }
}
