package org.gatepost.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The Date field (RFC 5322 section 3.3, with the obsolete forms of 4.3), read as mail programs have
 * written it: two-digit years, missing seconds, named zones, comments, asctime order, ISO 8601.
 */
final class MailDate {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Pattern SPACE = Pattern.compile("[\\s,;]+");
  private static final Pattern CLOCK = Pattern.compile("[:.]");
  private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}");
  private static final Pattern ISO_TIME_MARK = Pattern.compile("(\\d)t(\\d)");
  private static final Pattern DATE_IN_ONE = Pattern.compile("\\d{1,2}-[a-z]{3,9}-\\d{2,4}");
  private static final Pattern TIME_AND_ZONE = Pattern.compile("\\d[\\d:.]*(z|[+-]\\d\\d:?\\d\\d)");
  private static final Pattern OFFSET = Pattern.compile("[+-]\\d{4}|[+-]\\d\\d:\\d\\d");
  private static final Pattern SHORT_NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern YEAR = Pattern.compile("\\d{2,4}");

  /** There was no electronic mail to speak of before; clocks that were never set begin here. */
  private static final int FIRST_YEAR = 1970;

  /** No date is longer. */
  private static final int LONGEST = 200;

  private MailDate() {}

  static Optional<Instant> parse(String text) {
    String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    List<String> words = words(withoutComments(shortened));
    int month = -1;
    int year = -1;
    int day = -1;
    String time = "";
    ZoneOffset zone = ZoneOffset.UTC;
    for (String word : words) {
      int named = word.length() < 3 ? -1 : MONTHS.indexOf(word.substring(0, 3));
      if (is(ISO_DATE, word) && year < 0) {
        String[] parts = word.split("-", -1);
        year = Integer.parseInt(parts[0]);
        month = Integer.parseInt(parts[1]) - 1;
        day = Integer.parseInt(parts[2]);
      } else if (word.indexOf(':') > 0 && time.isEmpty() && Character.isDigit(word.charAt(0))) {
        time = word;
      } else if (named >= 0 && month < 0) {
        month = named;
      } else if (is(OFFSET, word)) {
        zone = offset(word).orElse(zone);
      } else if (is(SHORT_NUMBER, word) && day < 0) {
        day = Integer.parseInt(word);
      } else if (is(YEAR, word) && year < 0) {
        year = century(Integer.parseInt(word), word.length());
      } else {
        zone = named(word).orElse(zone);
      }
    }
    return instant(year, month, day, time, zone);
  }

  private static Optional<Instant> instant(
      int year, int month, int day, String time, ZoneOffset zone) {
    if (year < FIRST_YEAR || month < 0 || day < 0) {
      return Optional.empty();
    }
    String[] clock = CLOCK.split(time.isEmpty() ? "0:0" : time, -1);
    OptionalInt hour = number(clock[0]);
    OptionalInt minute = number(clock.length > 1 ? clock[1] : "0");
    OptionalInt second = number(clock.length > 2 ? clock[2] : "0");
    if (hour.isEmpty() || minute.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    try {
      // A leap second is read as the one before it.
      return Optional.of(
          LocalDateTime.of(
                  year,
                  month + 1,
                  day,
                  hour.getAsInt(),
                  minute.getAsInt(),
                  Math.min(59, second.getAsInt()))
              .toInstant(zone));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    String spaced = ISO_TIME_MARK.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("$1 $2");
    for (String word : SPACE.split(spaced, -1)) {
      if (is(DATE_IN_ONE, word)) {
        words.addAll(List.of(word.split("-", -1)));
      } else if (is(TIME_AND_ZONE, word)) {
        int zone = Math.max(word.indexOf('z'), Math.max(word.indexOf('+'), word.indexOf('-')));
        words.add(word.substring(0, zone));
        words.add(word.substring(zone));
      } else if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static String withoutComments(String text) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** RFC 5322 section 4.3: below 50 is this century, other short years are years since 1900. */
  private static int century(int year, int digits) {
    if (digits > 3) {
      return year;
    }
    return digits == 2 && year < 50 ? 2000 + year : 1900 + year;
  }

  private static Optional<ZoneOffset> offset(String word) {
    String digits = word.substring(1).replace(":", "");
    int hours = Integer.parseInt(digits.substring(0, 2));
    int minutes = Integer.parseInt(digits.substring(2));
    if (hours > 17 || minutes > 59) {
      return Optional.empty();
    }
    int seconds = hours * 3600 + minutes * 60;
    return Optional.of(ZoneOffset.ofTotalSeconds(word.charAt(0) == '-' ? -seconds : seconds));
  }

  private static Optional<ZoneOffset> named(String word) {
    return switch (word) {
      case "ut", "utc", "gmt", "z" -> Optional.of(ZoneOffset.UTC);
      case "bst", "cet", "met" -> Optional.of(ZoneOffset.ofHours(1));
      case "cest", "eet" -> Optional.of(ZoneOffset.ofHours(2));
      case "edt" -> Optional.of(ZoneOffset.ofHours(-4));
      case "est", "cdt" -> Optional.of(ZoneOffset.ofHours(-5));
      case "cst", "mdt" -> Optional.of(ZoneOffset.ofHours(-6));
      case "mst", "pdt" -> Optional.of(ZoneOffset.ofHours(-7));
      case "pst" -> Optional.of(ZoneOffset.ofHours(-8));
      default -> Optional.empty();
    };
  }

  private static boolean is(Pattern pattern, String word) {
    return pattern.matcher(word).matches();
  }

  private static OptionalInt number(String digits) {
    return is(SHORT_NUMBER, digits)
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }
}
