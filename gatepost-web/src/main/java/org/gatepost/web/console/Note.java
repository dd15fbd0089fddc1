package org.gatepost.web.console;

/**
 * What happened, shown once at the top of the next page.
 *
 * @param success true when it is what the person wanted
 */
public record Note(String title, String text, boolean success) {
  /** The flash attribute that carries it over a redirect. */
  static final String KEY = "note";

  static Note success(String title, String text) {
    return new Note(title, text, true);
  }

  static Note important(String title, String text) {
    return new Note(title, text, false);
  }
}
