package org.gatepost.web.console;

/** Sizes as people read them. */
final class Sizes {
  private static final long KILO = 1_000;
  private static final long MEGA = 1_000_000;

  private Sizes() {}

  static String words(long octets) {
    if (octets < KILO) {
      return octets + " bytes";
    }
    return octets < MEGA ? octets / KILO + " kB" : octets / MEGA + " MB";
  }
}
