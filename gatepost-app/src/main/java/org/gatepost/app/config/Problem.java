package org.gatepost.app.config;

/**
 * Something wrong with the configuration, in one plain sentence.
 *
 * @param text begins with the key concerned
 */
public record Problem(Origin origin, String text) {
  @Override
  public String toString() {
    return origin + ": " + text;
  }
}
