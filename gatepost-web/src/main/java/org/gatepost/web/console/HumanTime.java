package org.gatepost.web.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people write them, in the organisation's zone: "9:41am on 9 June 2026". */
final class HumanTime {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mma", Locale.ROOT);

  private final ZoneId zone;

  HumanTime(ZoneId zone) {
    this.zone = zone;
  }

  String at(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    return TIME.format(local).toLowerCase(Locale.ROOT) + " on " + DAY.format(local);
  }

  ZoneId zone() {
    return zone;
  }
}
