package org.gatepost.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Tables of medians for people, and every single measurement as JSON for programs. */
final class Report {
  private final Options options;
  private final Machine machine;
  private final List<Cell> cells;

  Report(Options options, Machine machine, List<Cell> cells) {
    this.options = options;
    this.machine = machine;
    this.cells = List.copyOf(cells);
  }

  void print(PrintStream out, String memory) {
    out.printf(
        Locale.ROOT,
        """
        Date %s, commit %s
        Machine: %d processors (%s), %s, %s, %s
        Method: %d-octet messages, 1 recipient, %d in Cc, connections kept, pipelining on; \
        %d rounds of %.0f s after a warm-up, the order rotating; medians; \
        ratio = messages/s at the sink against direct in the same round, median (min to max)

        """,
        machine.when(),
        machine.commit(),
        machine.processors(),
        machine.model(),
        machine.kernel(),
        machine.java(),
        machine.disk(),
        options.size(),
        options.cc(),
        options.rounds(),
        options.seconds());
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "sessions",
            "way",
            "accepted/s",
            "end-to-end/s",
            "p50 ms",
            "p99 ms",
            "e2e p50 ms",
            "e2e p99 ms",
            "CPU s/1000",
            "of it database",
            "ratio to direct",
            "other work"));
    for (int sessions : options.sessions()) {
      for (Way way : Way.values()) {
        List<Cell> same = of(sessions, way);
        if (!same.isEmpty()) {
          rows.add(row(sessions, way, same));
        }
      }
    }
    table(out, rows);
    out.println();
    out.println("Messages accepted: " + cells.stream().mapToInt(Cell::accepted).sum());
    if (!memory.isEmpty()) {
      out.println("Peak memory of Gatepost's process, without the database: " + memory);
    }
    int reconnects = cells.stream().mapToInt(Cell::reconnects).sum();
    if (reconnects > 0) {
      out.println(
          "Connections that the server ended in order, and that were opened anew: " + reconnects);
    }
    List<Cell> bad = cells.stream().filter(cell -> !cell.faults().isEmpty()).toList();
    bad.forEach(
        cell ->
            out.println(
                "FAULT, round %d, %d sessions, %s: %s"
                    .formatted(cell.round(), cell.sessions(), cell.way().title(), cell.faults())));
  }

  private List<String> row(int sessions, Way way, List<Cell> same) {
    return List.of(
        Integer.toString(sessions),
        way.title(),
        rate(median(same, Cell::acceptedRate)),
        rate(median(same, Cell::arrivedRate)),
        decimals(median(same, cell -> cell.answer().p50()), 2),
        decimals(median(same, cell -> cell.answer().p99()), 2),
        decimals(median(same, cell -> cell.arrival().p50()), 2),
        decimals(median(same, cell -> cell.arrival().p99()), 2),
        decimals(median(same, Cell::processor), 3),
        decimals(median(same, Cell::database), 3),
        way == Way.THROUGH ? ratio(sessions, same) : "",
        decimals(100 * median(same, Cell::foreign), 0) + " %");
  }

  private String ratio(int sessions, List<Cell> same) {
    double[] ratios =
        same.stream()
            .flatMapToDouble(
                cell ->
                    of(sessions, Way.DIRECT).stream()
                        .filter(direct -> direct.round() == cell.round())
                        .mapToDouble(direct -> cell.arrivedRate() / direct.arrivedRate()))
            .sorted()
            .toArray();
    return "%s (%s to %s)"
        .formatted(
            decimals(middle(ratios), 3),
            decimals(ratios[0], 3),
            decimals(ratios[ratios.length - 1], 3));
  }

  private List<Cell> of(int sessions, Way way) {
    return cells.stream().filter(cell -> cell.sessions() == sessions && cell.way() == way).toList();
  }

  private static double median(List<Cell> cells, ToDoubleFunction<Cell> column) {
    return middle(cells.stream().mapToDouble(column).sorted().toArray());
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static String rate(double value) {
    return decimals(value, value < 100 ? 1 : 0);
  }

  private static String decimals(double value, int digits) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static void table(PrintStream out, List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (int line = 0; line < rows.size(); line++) {
      StringBuilder text = new StringBuilder("|");
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - rows.get(line).get(i).length());
        String value = rows.get(line).get(i);
        text.append(' ').append(i == 1 ? value + pad : pad + value).append(" |");
      }
      out.println(text);
      if (line == 0) {
        StringBuilder rule = new StringBuilder("|");
        for (int i = 0; i < columns; i++) {
          String dashes = "-".repeat(widths[i] + 1);
          rule.append(i == 1 ? dashes + "-|" : dashes + ":|");
        }
        out.println(rule);
      }
    }
  }

  String json() {
    String measurements = String.join(",\n  ", cells.stream().map(Report::json).toList());
    return """
    {"when":%s,"commit":%s,"processors":%d,"model":%s,"kernel":%s,"java":%s,"disk":%s,
     "size":%d,"cc":%d,"seconds":%s,"rounds":%d,"settings":[%s],
     "measurements":[
      %s
     ]}
    """
        .formatted(
            quoted(machine.when()),
            quoted(machine.commit()),
            machine.processors(),
            quoted(machine.model()),
            quoted(machine.kernel()),
            quoted(machine.java()),
            quoted(machine.disk()),
            options.size(),
            options.cc(),
            number(options.seconds()),
            options.rounds(),
            String.join(",", options.settings().stream().map(Report::quoted).toList()),
            measurements);
  }

  private static String json(Cell cell) {
    List<String> fields =
        Arrays.asList(
            "\"round\":" + cell.round(),
            "\"sessions\":" + cell.sessions(),
            "\"way\":" + quoted(cell.way().name().toLowerCase(Locale.ROOT)),
            "\"accepted\":" + cell.accepted(),
            "\"acceptedPerSecond\":" + number(cell.acceptedRate()),
            "\"endToEndPerSecond\":" + number(cell.arrivedRate()),
            "\"p50Ms\":" + number(cell.answer().p50()),
            "\"p99Ms\":" + number(cell.answer().p99()),
            "\"endToEndP50Ms\":" + number(cell.arrival().p50()),
            "\"endToEndP99Ms\":" + number(cell.arrival().p99()),
            "\"cpuSecondsPer1000\":" + number(cell.processor()),
            "\"databaseCpuSecondsPer1000\":" + number(cell.database()),
            "\"foreign\":" + number(cell.foreign()),
            "\"reconnects\":" + cell.reconnects(),
            "\"faults\":" + quoted(cell.faults()));
    return "{" + String.join(",", fields) + "}";
  }

  private static String number(double value) {
    return DoubleStream.of(value).allMatch(Double::isFinite)
        ? String.format(Locale.ROOT, "%.4f", value)
        : "null";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
