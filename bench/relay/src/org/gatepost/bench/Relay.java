package org.gatepost.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drives the measurements: direct, through Gatepost, held; round by round, the order rotating. */
final class Relay {
  /** A message that is missing for so long without any other arriving is lost. */
  private static final int PATIENCE_SECONDS = 30;

  /** More than the default policy lets strangers see each other. */
  private static final int STRANGERS = 12;

  private final Options options;
  private final Sink sink;
  private final Gatepost gatepost;
  private final Letter clean;
  private final Letter open;
  private long nextNumber = 1;

  private Relay(Options options, Sink sink, Gatepost gatepost) {
    this.options = options;
    this.sink = sink;
    this.gatepost = gatepost;
    this.clean = Letter.clean(options.size(), options.cc());
    this.open = Letter.open(options.size(), Math.max(STRANGERS, options.cc()));
  }

  public static void main(String[] args) throws Exception {
    if (List.of(args).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    try {
      Path gatepost = Path.of(System.getProperty("bench.root", "."), "gatepost").toAbsolutePath();
      System.exit(run(Options.parse(List.of(args), gatepost)));
    } catch (Options.UsageException wrong) {
      System.err.println("bench: " + wrong.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
    } catch (Gatepost.StartException failed) {
      System.err.println("bench: " + failed.getMessage());
      System.exit(69);
    }
  }

  private static int run(Options options)
      throws IOException, InterruptedException, Gatepost.StartException {
    System.err.println("bench: starting Gatepost (the first start builds it)");
    try (Sink sink = new Sink();
        Gatepost gatepost = Gatepost.start(options, sink.address())) {
      Machine machine = Machine.here(gatepost.folder());
      Relay relay = new Relay(options, sink, gatepost);
      List<Cell> cells;
      try {
        cells = relay.measure();
      } catch (IOException broken) {
        System.err.println("bench: " + broken.getMessage());
        System.err.println("bench: Gatepost's log ends:\n" + gatepost.endOfLog());
        return 1;
      }
      // A second copy that comes late is still a second copy.
      Thread.sleep(2000);
      sink.check();
      Report report = new Report(options, machine, cells);
      report.print(System.out, Usage.peakMemory(gatepost.pid()));
      if (sink.strays() > 0) {
        System.out.println("FAULT: " + sink.strays() + " messages came that nobody expected");
      }
      if (options.json().isPresent()) {
        Files.writeString(options.json().get(), report.json());
      }
      boolean well = cells.stream().allMatch(cell -> cell.faults().isEmpty());
      return well && sink.strays() == 0 ? 0 : 1;
    }
  }

  private List<Cell> measure() throws IOException, InterruptedException {
    List<Way> ways = new ArrayList<>(List.of(Way.DIRECT, Way.THROUGH));
    if (options.held()) {
      ways.add(Way.HELD);
    }
    warmUp(ways);
    List<Cell> cells = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      List<Integer> sessions = rotated(options.sessions(), round);
      for (int count : sessions) {
        for (Way way : rotated(ways, round)) {
          Cell cell = measure(round, count, way, options.seconds());
          cells.add(cell);
          System.err.printf(
              "bench: round %d of %d, %d sessions, %s: %.0f accepted/s%s%n",
              round,
              options.rounds(),
              count,
              way.title(),
              cell.acceptedRate(),
              cell.faults().isEmpty() ? "" : ", FAULT: " + cell.faults());
        }
      }
    }
    return cells;
  }

  private void warmUp(List<Way> ways) throws IOException, InterruptedException {
    int most = Collections.max(options.sessions());
    for (Way way : ways) {
      double seconds = way == Way.THROUGH ? options.warmUp() : Math.min(3, options.warmUp());
      if (seconds > 0) {
        System.err.printf("bench: warming up, %s, %.0f s%n", way.title(), seconds);
        Cell cell = measure(0, most, way, seconds);
        if (!cell.faults().isEmpty()) {
          System.err.println("bench: while warming up: " + cell.faults());
        }
      }
    }
  }

  private Cell measure(int round, int sessions, Way way, double seconds)
      throws IOException, InterruptedException {
    Flight flight = new Flight(nextNumber, Flight.MOST);
    Letter letter = way == Way.HELD ? open : clean;
    InetSocketAddress server = way == Way.DIRECT ? sink.address() : gatepost.address();
    // Of a held message only the notice may come.
    sink.expect(letter, way == Way.HELD ? null : flight, way == Way.HELD ? flight : null);
    try (Awake awake = Awake.start(sessions == 1)) {
      Set<Long> database = gatepost.database();
      Set<Long> ours = gatepost.processes();
      Set<Long> all = new HashSet<>(ours);
      all.addAll(awake.processes());
      all.add(ProcessHandle.current().pid());
      double databaseBefore = Usage.of(database);
      double oursBefore = Usage.of(ours);
      double allBefore = Usage.of(all);
      double machineBefore = Usage.machine();
      long begun = System.nanoTime();
      Load.Outcome outcome = Load.run(server, sessions, seconds, letter, flight);
      Flight.awaitCount(flight::distinct, flight.accepted(), PATIENCE_SECONDS);
      double wall = (System.nanoTime() - begun) / 1e9;
      double foreign = Usage.machine() - machineBefore - (Usage.of(all) - allBefore);
      double thousands = flight.accepted() / 1000.0;
      boolean direct = way == Way.DIRECT;
      nextNumber = flight.next();
      return new Cell(
          round,
          sessions,
          way,
          flight.accepted(),
          flight.accepted() * 1e9 / outcome.nanos(),
          flight.distinct() * 1e9 / (flight.lastArrival() - outcome.begun()),
          Cell.Percentiles.of(flight.answerTimes()),
          Cell.Percentiles.of(flight.arrivalTimes()),
          direct ? Double.NaN : (Usage.of(ours) - oursBefore) / thousands,
          direct ? Double.NaN : (Usage.of(database) - databaseBefore) / thousands,
          Math.max(0, foreign / wall / Runtime.getRuntime().availableProcessors()),
          outcome.reconnects(),
          faults(flight, outcome));
    }
  }

  private static String faults(Flight flight, Load.Outcome outcome) {
    List<String> faults = new ArrayList<>();
    add(faults, flight.missing(), "lost");
    add(faults, flight.doubled(), "doubled");
    add(faults, flight.altered(), "altered");
    add(faults, outcome.refused(), "refused");
    add(faults, outcome.broken(), "connections broken");
    add(faults, flight.accepted() == 0 ? 1 : 0, "measurement without any message");
    if (!outcome.complaint().isEmpty()) {
      faults.add("first complaint: " + outcome.complaint());
    }
    return String.join(", ", faults);
  }

  private static void add(List<String> faults, int count, String what) {
    if (count > 0) {
      faults.add(count + " " + what);
    }
  }

  private static <T> List<T> rotated(List<T> list, int by) {
    List<T> rotated = new ArrayList<>(list);
    Collections.rotate(rotated, by);
    return rotated;
  }
}
