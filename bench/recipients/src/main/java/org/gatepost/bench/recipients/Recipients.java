package org.gatepost.bench.recipients;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gatepost.learn.Trainer;
import org.gatepost.mail.Address;
import org.gatepost.recipient.RecipientModel;
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
        "Measures how well the program finds wrong recipients on real mail, and how rarely it"
            + " doubts right ones.")
final class Recipients implements Callable<Integer> {
  // sysexits
  private static final int BAD_INPUT = 65;
  private static final int NO_INPUT = 66;
  private static final int CANNOT_WRITE = 73;

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
      names = "--train",
      paramLabel = "DIR",
      description =
          "Measure nothing: train a model on everybody's older half, work out its limits on the"
              + " users' newer halves, and write prior.trees and prior.properties there.")
  private @Nullable Path train;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Recipients()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path list = users == null ? data.resolve("users.txt") : users;
    Corpus corpus = new Corpus(data);
    for (Path needed : List.of(list, corpus.messages(), corpus.owners())) {
      if (!Files.isRegularFile(needed) || !Files.isReadable(needed)) {
        return fail(NO_INPUT, "cannot read " + needed + "; --data names the folder with the mail");
      }
    }
    for (Path folder : folders()) {
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        return fail(CANNOT_WRITE, "cannot write to the folder " + folder);
      }
    }
    try {
      List<Address> senders = Corpus.users(list);
      if (train == null) {
        measure(corpus, senders);
      } else {
        train(corpus, senders, train);
      }
      return 0;
    } catch (UnusableMailException unusable) {
      return fail(BAD_INPUT, String.valueOf(unusable.getMessage()));
    }
  }

  private static int fail(int status, String because) {
    System.err.println("bench: " + because);
    return status;
  }

  /** Where something will be written: better known before the mail is gone through. */
  private List<Path> folders() {
    Stream.Builder<Path> folders = Stream.builder();
    if (json != null) {
      Path folder = json.toAbsolutePath().getParent();
      folders.add(folder == null ? json : folder);
    }
    if (docs != null) {
      folders.add(docs);
    }
    if (train != null) {
      folders.add(train);
    }
    return folders.build().toList();
  }

  private void measure(Corpus corpus, List<Address> senders) throws IOException {
    RecipientModel model = RecipientModel.prior();
    long start = System.nanoTime();
    Study study = new Study(corpus, senders, false);
    study.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    Scores scores = Scores.of(study.cases(), model.trees(), senders.size());
    Map<Integer, Double> limits = new TreeMap<>(model.calibration().limits());
    String picture = Picture.of(scores);
    Summary summary =
        new Summary(
            Measures.of(scores, limits),
            limits,
            study.warnings(),
            senders.size(),
            study.ranking().shareToStrangers(),
            Timing.of(study, model.trees()),
            study.octetsPerSender(),
            seconds);
    System.out.print(Report.table(summary));
    if (json != null) {
      Files.writeString(json, Figures.json(summary));
    }
    if (docs != null) {
      Files.writeString(docs.resolve("recipients-table.md"), Report.table(summary));
      Files.writeString(docs.resolve("recipients.svg"), picture);
    }
  }

  private static void train(Corpus corpus, List<Address> senders, Path folder) throws IOException {
    Study study = new Study(corpus, senders, true);
    study.run();
    Trees trees = Trainer.train(study.training());
    Scores scores = Scores.of(study.cases(), trees, senders.size());
    try (OutputStream out = Files.newOutputStream(folder.resolve("prior.trees"))) {
      TreesFile.write(trees, out);
    }
    Limits.write(Limits.workedOut(scores), folder.resolve("prior.properties"));
  }
}
