package org.gatepost.app.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gatepost.app.replay.ReplayReport.Line;
import org.gatepost.mail.Address;
import org.gatepost.policy.Decision;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Verdict;

/** Counts as it goes. */
final class Tally {
  /** Senders that are told apart; what further ones sent is counted together. */
  private static final int MOST_SENDERS = 50_000;

  private static final String OTHERS = "others";
  private static final String UNDATED = "undated";
  private static final Instant FIRST_MAIL = Instant.parse("1971-01-01T00:00:00Z");
  private static final Instant LAST_MAIL = Instant.parse("2200-01-01T00:00:00Z");

  /** Messages of one kind, and how many of them would have been stopped. */
  private static final class Count {
    private long messages;
    private long stopped;
  }

  private final Count all = new Count();
  private final Map<String, Count> rules = new TreeMap<>();
  private final Map<String, Count> senders = new HashMap<>();
  private final Map<String, Count> weeks = new TreeMap<>();
  private long unable;
  private long notOurs;
  private long unaddressed;
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();

  void add(SentMail.Outcome outcome) {
    switch (outcome) {
      case SentMail.Outcome.NotOurs _ -> notOurs++;
      case SentMail.Outcome.Unaddressed _ -> unaddressed++;
      case SentMail.Outcome.Judged judged -> judged(judged);
    }
  }

  private void judged(SentMail.Outcome.Judged judged) {
    Verdict verdict = judged.verdict();
    boolean stopped = !verdict.isClean();
    count(all, stopped);
    count(sender(judged.sender()), stopped);
    count(weeks.computeIfAbsent(week(judged.date()), _ -> new Count()), stopped);
    verdict.decisions().stream()
        .filter(decision -> !(decision.disposition() instanceof Disposition.Deliver))
        .map(Decision::rule)
        .distinct()
        .forEach(rule -> count(rules.computeIfAbsent(rule, _ -> new Count()), true));
    if (verdict.strictest() instanceof Disposition.Unable) {
      unable++;
    }
    if (isDated(judged.date())) {
      first =
          first.filter(known -> known.isBefore(judged.date())).or(() -> Optional.of(judged.date()));
      last =
          last.filter(known -> known.isAfter(judged.date())).or(() -> Optional.of(judged.date()));
    }
  }

  private static void count(Count count, boolean stopped) {
    count.messages++;
    if (stopped) {
      count.stopped++;
    }
  }

  private Count sender(Address address) {
    String person = address.person().toString();
    String key = senders.containsKey(person) || senders.size() < MOST_SENDERS ? person : OTHERS;
    return senders.computeIfAbsent(key, _ -> new Count());
  }

  private static boolean isDated(Instant date) {
    return date.isAfter(FIRST_MAIL) && date.isBefore(LAST_MAIL);
  }

  /** The week by ISO 8601, in UTC: {@code 2026-W24}. */
  private static String week(Instant date) {
    if (!isDated(date)) {
      return UNDATED;
    }
    ZonedDateTime day = date.atZone(ZoneOffset.UTC);
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  ReplayReport report(long ignored, Troubles troubles) {
    List<Line> bySender =
        lines(senders).stream()
            .sorted(
                java.util.Comparator.comparingLong(Line::stopped)
                    .thenComparingLong(Line::messages)
                    .reversed()
                    .thenComparing(Line::name))
            .toList();
    return new ReplayReport(
        new Line("all", all.messages, all.stopped),
        first,
        last,
        lines(rules),
        bySender,
        lines(weeks),
        unable + troubles.unable(),
        notOurs,
        unaddressed,
        ignored,
        troubles);
  }

  private static List<Line> lines(Map<String, Count> counts) {
    return counts.entrySet().stream()
        .map(entry -> new Line(entry.getKey(), entry.getValue().messages, entry.getValue().stopped))
        .toList();
  }
}
