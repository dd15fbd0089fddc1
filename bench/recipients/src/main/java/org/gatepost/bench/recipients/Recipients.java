package org.gatepost.bench.recipients;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gatepost.learn.Trainer;
import org.gatepost.mail.Address;
import org.gatepost.recipient.Trees;
import org.gatepost.recipient.TreesFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench/recipients/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures how well wrong recipients are found on real mail, and how rarely right ones.")
final class Recipients implements Callable<Integer> {
  private static final int NO_INPUT = 66; // sysexits EX_NOINPUT

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder with messages.jsonl.gz and owner_sent_addresses.json.")
  private Path data = Path.of("");

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "Addresses of the senders to test, a line each. Default: users.txt in DIR.")
  private @Nullable Path users;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
  private @Nullable Path json;

  @Option(
      names = "--docs",
      paramLabel = "DIR",
      description = "Write the table and the picture there.")
  private @Nullable Path docs;

  @Option(
      names = "--fix-limits",
      paramLabel = "FILE",
      description =
          "Work the limits out on these users and write them there, instead of using those"
              + " that were fixed on the development users.")
  private @Nullable Path fixLimits;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Write the trained model there, as the program reads it.")
  private @Nullable Path model;

  @Option(
      names = "--shipped",
      description =
          "Measure how often the detectors as they ship, with the program's own model, are wrong."
              + " Trains nothing.")
  private boolean shipped;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Recipients()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path list = users == null ? data.resolve("users.txt") : users;
    Corpus corpus = new Corpus(data);
    for (Path needed : List.of(list, corpus.messages(), corpus.owners())) {
      if (!Files.isReadable(needed)) {
        System.err.println(
            "bench: cannot read " + needed + "; --data names the folder with the mail");
        return NO_INPUT;
      }
    }
    List<Address> senders = Corpus.users(list);
    long start = System.nanoTime();
    Study study = new Study(corpus, senders, shipped);
    study.run();
    if (study.shipped().isPresent()) {
      study
          .shipped()
          .get()
          .wrongly(senders.size())
          .forEach(
              (kind, share) ->
                  System.out.printf(
                      Locale.ROOT,
                      "%s %.2f (%.2f-%.2f) of %d%n",
                      kind,
                      1000 * share.value(),
                      1000 * share.low(),
                      1000 * share.high(),
                      share.of()));
      return 0;
    }
    double studied = seconds(start);
    start = System.nanoTime();
    Trees trees = Trainer.train(study.training());
    double trained = seconds(start);
    if (model != null) {
      try (OutputStream out = Files.newOutputStream(model)) {
        TreesFile.write(trees, out);
      }
    }
    Scores scores = Scores.of(study.cases(), trees, senders.size());
    Map<Integer, Double> limits = fixLimits == null ? Limits.fixed() : Limits.workedOut(scores);
    if (fixLimits != null) {
      Limits.write(limits, fixLimits);
    }
    Measures measures = Measures.of(scores, limits);
    Summary summary =
        new Summary(
            measures,
            limits,
            senders.size(),
            study.training().size(),
            study.shareWithStrangers(),
            Timing.of(study, trees),
            studied,
            trained);
    System.out.print(Report.table(summary));
    if (json != null) {
      Files.writeString(json, Report.json(summary));
    }
    if (docs != null) {
      Files.writeString(docs.resolve("recipients-table.md"), Report.table(summary));
      Files.writeString(docs.resolve("recipients.svg"), Picture.of(scores));
    }
    return 0;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
