package org.gatepost.bench.judging;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatepost.app.check.Detection;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.ConfigurationFile;
import org.gatepost.app.config.Loading;
import org.gatepost.audience.KnownLists;
import org.gatepost.gate.Judgement;
import org.gatepost.gate.Judgement.Judged;
import org.gatepost.inspect.Answers;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.ReversePath;
import org.gatepost.mime.ScanningMessageReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a memory, then judges messages and times each: first cold, then warm. */
@Command(
    name = "bench/judging/run",
    mixinStandardHelpOptions = true,
    description = "How long one message to five people takes to judge against a long history.")
final class Judging implements Callable<Integer> {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  @Option(names = "--memory", description = "The memory to ask: in-memory (default).")
  private String memory = "in-memory";

  @Option(names = "--relations", description = "Pairs of sender and person (default: 10000000).")
  private long relations = 10_000_000;

  @Option(names = "--contacts", description = "People whom each sender knows (default: 500).")
  private int contacts = 500;

  @Option(names = "--people", description = "Different people outside (default: 200000).")
  private int people = 200_000;

  @Option(names = "--messages", description = "Messages that are timed in each row.")
  private int messages = 10_000;

  /** Results are added up here, so that nothing is left out as being of no use. */
  private long strictness;

  public static void main(String... args) {
    System.exit(new CommandLine(new Judging()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    MemoryUnderTest under = MemoryUnderTest.ALL.get(memory).get();
    Town town = new Town(relations, contacts, people);
    long begun = System.nanoTime();
    long learned = town.fill(under.log());
    System.out.printf(
        Locale.ROOT,
        "%s: %d senders, %d relations, %d people, %d messages learned in %.0f s, %d MB in use%n%n",
        memory,
        town.senders(),
        (long) town.senders() * contacts,
        people,
        learned,
        (System.nanoTime() - begun) / 1e9,
        inUse());
    Judgement judgement = judgement(under);
    // Half of the senders warm the code up; nobody asks about the others before the cold row.
    int half = town.senders() / 2;
    Times first = times(judgement, town, 1, 0, half);
    Times warming = times(judgement, town, messages, 1, half);
    Times cold = cold(judgement, town, half);
    Times warm = times(judgement, town, messages, messages * 2, Math.min(200, half));
    System.out.println(Times.HEAD);
    System.out.println(first.row("the first of the process"));
    System.out.println(warming.row("while the code warms up, senders of all kinds"));
    System.out.println(cold.row("cold: each sender for the first time"));
    System.out.println(warm.row("warm: the same 200 senders"));
    System.out.println();
    System.out.println("(" + strictness + ")");
    return 0;
  }

  private Times cold(Judgement judgement, Town town, int half) throws IOException {
    int count = Math.min(messages, town.senders() - half);
    Times times = new Times(count);
    for (int i = 0; i < count; i++) {
      times.add(judge(judgement, town.letter(messages + i, half + i)));
    }
    return times;
  }

  private Times times(Judgement judgement, Town town, int count, int from, int senders)
      throws IOException {
    Times times = new Times(count);
    for (int i = 0; i < count; i++) {
      int number = from + i;
      times.add(judge(judgement, town.letter(number, Math.floorMod(number * 7919, senders))));
    }
    return times;
  }

  private Times.Time judge(Judgement judgement, Town.Letter letter) throws IOException {
    try (Content content = Content.of(letter.octets())) {
      Submission submission =
          new Submission(Optional.of(letter.from()), "", letter.when(), "bench");
      Envelope envelope = Envelope.of(ReversePath.of(letter.from()), letter.to());
      long worked = THREAD.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      Judged judged = judgement.judge(submission, envelope, content);
      long clock = System.nanoTime() - begun;
      Times.Time time = new Times.Time(clock, THREAD.getCurrentThreadCpuTime() - worked);
      switch (judged) {
        case Judged.Decided(_, var verdict) -> strictness += verdict.strictest().strictness();
        case Judged.NotAMessage(String because) -> throw new IllegalStateException(because);
      }
      return time;
    }
  }

  /** The program's own judgement, with the default policy. */
  private static Judgement judgement(MemoryUnderTest memory) {
    Loading loading =
        ConfigurationFile.load(Optional.empty(), List.of("organisation.domains=" + Town.DOMAIN));
    return switch (loading) {
      case Loading.Loaded(Configuration configuration, _) -> {
        Detection detection =
            Detection.of(configuration, KnownLists.none(), memory.correspondence(), Answers.none());
        yield new Judgement(
            new ScanningMessageReader(),
            detection.audiences(),
            detection.recalling(),
            detection.detectors(),
            configuration.policy());
      }
      case Loading.Refused(var problems) -> throw new IllegalStateException(problems.toString());
    };
  }

  private static long inUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
