package org.gatepost.bench.judging;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gatepost.app.check.Detection;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.ConfigurationFile;
import org.gatepost.app.config.Loading;
import org.gatepost.audience.KnownLists;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.gate.Judgement;
import org.gatepost.gate.Judgement.Judged;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.ReversePath;
import org.gatepost.mime.ScanningMessageReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** One message to five people, judged whole, by one thread. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class JudgingBenchmark {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final int WARM_SENDERS = 200;

  @Param("in-memory")
  public String memory;

  @Param("10000000")
  public long relations;

  @Param("500")
  public int contacts;

  @Param("200000")
  public int people;

  @Param("")
  public String data;

  private Town town;
  private MemoryUnderTest under;
  private Judgement judgement;
  private Town.Letter letter;
  private boolean cold;
  private boolean measuring;
  private int number;
  private int asked;
  private final Times processor = new Times();

  @Setup(Level.Trial)
  public void fill(BenchmarkParams benchmark) {
    cold = benchmark.getBenchmark().endsWith(".cold");
    town = new Town(relations, contacts, people);
    under = MemoryUnderTest.of(memory, Path.of(data));
    under.fill(town);
    judgement = judgement(under.correspondence());
  }

  /** Before the first that counts, and for cold ones only: what is at hand is put out of reach. */
  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) {
    boolean counts = iteration.getType() == IterationType.MEASUREMENT;
    if (counts && !measuring) {
      measuring = true;
      if (cold) {
        under.chill();
        judgement = judgement(under.correspondence());
      }
    }
  }

  /** Half of the senders are for warming the code up: nobody asks about the others before. */
  @Setup(Level.Invocation)
  public void write() {
    int half = town.senders() / 2;
    number++;
    if (!cold) {
      letter = town.letter(number, Math.floorMod(number * 7919, Math.min(WARM_SENDERS, half)));
    } else if (measuring) {
      letter = town.letter(number, half + asked++ % (town.senders() - half));
    } else {
      letter = town.letter(number, Math.floorMod(number * 7919, half));
    }
  }

  /** The same senders again and again. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  public Judged warm() throws IOException {
    return judge();
  }

  /** Each sender for the first time. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  public Judged cold() throws IOException {
    return judge();
  }

  private Judged judge() throws IOException {
    long worked = THREAD.getCurrentThreadCpuTime();
    try (Content content = Content.of(letter.octets())) {
      Submission submission =
          new Submission(Optional.of(letter.from()), "", letter.when(), "bench");
      Envelope envelope = Envelope.of(ReversePath.of(letter.from()), letter.to());
      Judged judged = judgement.judge(submission, envelope, content);
      if (!(judged instanceof Judged.Decided)) {
        throw new IllegalStateException("Not judged: " + judged);
      }
      return judged;
    } finally {
      if (measuring) {
        processor.add(THREAD.getCurrentThreadCpuTime() - worked);
      }
    }
  }

  @TearDown(Level.Trial)
  public void end() {
    System.out.println("Processor time of the judging thread, ms: " + processor);
    under.close();
  }

  /** The program's own judgement, with the default policy. */
  private static Judgement judgement(Correspondence correspondence) {
    Loading loading =
        ConfigurationFile.load(Optional.empty(), List.of("organisation.domains=" + Town.DOMAIN));
    return switch (loading) {
      case Loading.Loaded(Configuration configuration, _) -> {
        Detection detection =
            Detection.of(configuration, KnownLists.none(), correspondence, AnswerBook.none());
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
}
