package org.gatepost.app.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as people write them: {@code 100MB}, or a plain number of octets. One KB is 1,024 octets,
 * as mail servers count.
 */
public final class Sizes {
  static final String PATTERN = "^[0-9]{1,12}([KkMmGg]i?[Bb])?$";

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([KMG]?)I?B?");

  private Sizes() {}

  static Optional<Long> parse(String text) {
    if (!text.matches(PATTERN)) {
      return Optional.empty();
    }
    Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "K" -> 1L << 10;
          case "M" -> 1L << 20;
          case "G" -> 1L << 30;
          default -> 1L;
        };
    long count = Long.parseLong(matcher.group(1));
    return count > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(count * unit);
  }

  public static String print(long octets) {
    if (octets != 0 && octets % (1L << 30) == 0) {
      return (octets >> 30) + "GB";
    }
    if (octets != 0 && octets % (1L << 20) == 0) {
      return (octets >> 20) + "MB";
    }
    return octets != 0 && octets % (1L << 10) == 0 ? (octets >> 10) + "KB" : Long.toString(octets);
  }
}
