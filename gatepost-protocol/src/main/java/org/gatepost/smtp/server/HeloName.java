package org.gatepost.smtp.server;

/** What a client calls itself. It proves nothing; it only has to be fit to be written down. */
final class HeloName {
  private static final int LONGEST = 255;

  private HeloName() {}

  /** Letters, digits and what stands in domain names and address literals. */
  static boolean isPlausible(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_:[]".indexOf(c) >= 0);
  }
}
