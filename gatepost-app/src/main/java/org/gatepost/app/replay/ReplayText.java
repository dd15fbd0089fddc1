package org.gatepost.app.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatepost.app.Plain;
import org.gatepost.app.replay.ReplayReport.Line;

/** The report of a replay for people. */
public final class ReplayText {
  private static final int MOST_SENDERS = 20;

  private ReplayText() {}

  public static List<String> lines(ReplayReport report) {
    List<String> lines = new ArrayList<>();
    Line all = report.all();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d of %,d messages would have been stopped: %.1f warnings per 1,000 messages.",
            all.stopped(),
            all.messages(),
            all.per1000()));
    period(report).ifPresent(lines::add);
    rules(report, lines);
    senders(report, lines);
    weeks(report, lines);
    rest(report, lines);
    return lines;
  }

  private static Optional<String> period(ReplayReport report) {
    return report
        .first()
        .flatMap(
            first ->
                report.last().map(last -> "Sent from " + day(first) + " to " + day(last) + "."));
  }

  private static String day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static void rules(ReplayReport report, List<String> lines) {
    if (!report.rules().isEmpty()) {
      lines.add("");
      lines.add("By rule");
      for (Line rule : report.rules()) {
        Line ofAll = new Line(rule.name(), report.all().messages(), rule.stopped());
        lines.add(row(rule.name(), String.format(Locale.ROOT, "%,d", rule.stopped()), ofAll));
      }
    }
  }

  private static void senders(ReplayReport report, List<String> lines) {
    List<Line> stopped = report.senders().stream().filter(line -> line.stopped() > 0).toList();
    if (!stopped.isEmpty()) {
      lines.add("");
      lines.add("By sender");
      stopped.stream().limit(MOST_SENDERS).forEach(line -> lines.add(row(line)));
      if (stopped.size() > MOST_SENDERS) {
        lines.add("  and " + (stopped.size() - MOST_SENDERS) + " more");
      }
    }
  }

  private static void weeks(ReplayReport report, List<String> lines) {
    if (!report.weeks().isEmpty()) {
      lines.add("");
      lines.add("By week");
      report.weeks().forEach(line -> lines.add(row(line)));
    }
  }

  private static void rest(ReplayReport report, List<String> lines) {
    lines.add("");
    lines.add("Not counted");
    lines.add(row("written by somebody else", report.notOurs()));
    lines.add(row("without a recipient", report.unaddressed()));
    lines.add(row("not readable as a message", report.troubles().messages()));
    lines.add(row("files not readable to the end", report.troubles().files()));
    lines.add(row("files that are no mail", report.ignored()));
    report
        .troubles()
        .named()
        .forEach(trouble -> lines.add("    " + trouble.name() + ": " + trouble.because()));
    if (report.unable() > 0) {
      lines.add(row("could not be judged", report.unable()));
    }
  }

  private static String row(Line line) {
    return row(
        line.name(),
        String.format(Locale.ROOT, "%,d of %,d", line.stopped(), line.messages()),
        line);
  }

  private static String row(String name, long count) {
    return String.format(Locale.ROOT, "  %-40s %,16d", name, count);
  }

  private static String row(String name, String count, Line rate) {
    return String.format(
        Locale.ROOT, "  %-40s %16s %8.1f per 1,000", Plain.line(name), count, rate.per1000());
  }
}
