package org.gatepost.bench.judging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmark and sums it up in two rows. */
@Command(
    name = "bench/judging/run",
    mixinStandardHelpOptions = true,
    description = "How long one message to five people takes to judge against a long history.")
final class Judging implements Callable<Integer> {
  /** The cold row is one run after the other; it is summed up in so many parts. */
  private static final int PARTS = 5;

  @Option(names = "--memory", description = "The memory to ask: in-memory (default) or stored.")
  private String memory = "in-memory";

  @Option(names = "--relations", description = "Pairs of sender and person (default: 10000000).")
  private long relations = 10_000_000;

  @Option(names = "--contacts", description = "People whom each sender knows (default: 500).")
  private int contacts = 500;

  @Option(names = "--people", description = "Different people outside (default: 200000).")
  private int people = 200_000;

  @Option(
      names = "--data",
      description =
          "With stored: the data folder, filled once (default: target/bench/judging.data)")
  private String data = "target/bench/judging.data";

  @Option(names = "--heap", description = "Heap of the judging process (default: 12g; stored: 2g).")
  private String heap = "";

  @Option(names = "--messages", description = "Judgements in the cold row (default: 2000).")
  private int messages = 2_000;

  @Option(names = "--seconds", description = "Of each of the five warm iterations (default: 10).")
  private int seconds = 10;

  public static void main(String... args) {
    System.exit(new CommandLine(new Judging()).execute(args));
  }

  @Override
  public Integer call() throws RunnerException {
    List<String> rows = new ArrayList<>();
    for (RunResult result : new Runner(options(".warm").build()).run()) {
      rows.add(row("warm: the same 200 senders", parts(result, 1)));
    }
    for (RunResult result : new Runner(coldOptions().build()).run()) {
      rows.add(row("cold: each sender for the first time", parts(result, messages / PARTS)));
    }
    System.out.println("\n| milliseconds, " + memory + " | judgements | median | p99 |");
    System.out.println("|---|--:|--:|--:|");
    rows.forEach(System.out::println);
    return 0;
  }

  private OptionsBuilder options(String benchmark) {
    OptionsBuilder options = new OptionsBuilder();
    String most = heap.isEmpty() ? (memory.equals("stored") ? "2g" : "12g") : heap;
    options
        .include(JudgingBenchmark.class.getName().replace(".", "\\.") + "\\" + benchmark + "$")
        .param("memory", memory)
        .param("relations", Long.toString(relations))
        .param("contacts", Integer.toString(contacts))
        .param("people", Integer.toString(people))
        .param("data", data)
        .forks(1)
        .threads(1)
        .jvmArgs(
            "-Xms" + most,
            "-Xmx" + most,
            "-XX:+UseParallelGC",
            "--sun-misc-unsafe-memory-access=allow")
        .warmupIterations(5)
        .warmupTime(TimeValue.seconds(seconds))
        .measurementIterations(PARTS)
        .measurementTime(TimeValue.seconds(seconds))
        .timeout(TimeValue.hours(2));
    return options;
  }

  private OptionsBuilder coldOptions() {
    OptionsBuilder options = options(".cold");
    options.warmupIterations(messages).measurementIterations(messages / PARTS * PARTS);
    options.verbosity(org.openjdk.jmh.runner.options.VerboseMode.SILENT);
    return options;
  }

  /** The statistics of so many iterations together, again and again. */
  private static List<Statistics> parts(RunResult result, int size) {
    List<Statistics> parts = new ArrayList<>();
    Collection<IterationResult> all =
        result.getBenchmarkResults().iterator().next().getIterationResults();
    org.openjdk.jmh.util.MultisetStatistics part = new org.openjdk.jmh.util.MultisetStatistics();
    int taken = 0;
    for (IterationResult one : all) {
      if (size == 1) {
        parts.add(one.getPrimaryResult().getStatistics());
      } else {
        part.addValue(one.getPrimaryResult().getScore(), 1);
        if (++taken % size == 0) {
          parts.add(part);
          part = new org.openjdk.jmh.util.MultisetStatistics();
        }
      }
    }
    return parts;
  }

  private static String row(String name, List<Statistics> parts) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s |",
        name,
        parts.stream().mapToLong(Statistics::getN).sum(),
        spread(parts, 50),
        spread(parts, 99));
  }

  /** The median of the parts, and the least and the most of them. */
  private static String spread(List<Statistics> parts, double percent) {
    List<Double> sorted = parts.stream().map(one -> one.getPercentile(percent)).sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        sorted.getLast());
  }
}
