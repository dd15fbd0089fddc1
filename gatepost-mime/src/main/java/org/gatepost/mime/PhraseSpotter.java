package org.gatepost.mime;

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

  boolean isSeen() {
    return seen;
  }
}
