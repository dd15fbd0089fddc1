package org.gatepost.app.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gatepost.audience.ListSighting;
import org.gatepost.correspondence.CorrespondenceLog;
import org.gatepost.correspondence.Exchange;
import org.gatepost.gate.ExchangeReading;
import org.gatepost.mail.Message;

/** Takes old mail into a correspondence, and the lists it shows, in date order and in batches. */
public final class Learn {
  private static final int BATCH = 200;

  private final CorrespondenceLog log;
  private final Consumer<List<ListSighting>> lists;
  private final ExchangeReading reading;
  private final MailOpener opener;
  private final InstantSource clock;
  private final Progress progress;
  private final List<Exchange> batch = new ArrayList<>(BATCH);
  private final List<ListSighting> shown = new ArrayList<>();
  private long messages;
  private long without;

  /**
   * @param lists takes what messages showed of mailing lists
   * @param largest the largest message that is read, in octets
   */
  public Learn(
      CorrespondenceLog log,
      Consumer<List<ListSighting>> lists,
      ExchangeReading reading,
      long largest,
      InstantSource clock,
      Progress progress) {
    this.log = log;
    this.lists = lists;
    this.reading = reading;
    this.opener = new MailOpener(largest);
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * How it ended.
   *
   * @param messages that were learned from, now or before
   * @param without messages that teach nothing: no author, nobody addressed, or written by a
   *     machine
   * @param files that could not be read to their end
   * @param unreadable single messages that could not be read
   * @param troubles one line for each of the first of these
   */
  public record Report(
      long messages, long without, long files, long unreadable, List<String> troubles) {}

  /**
   * Learns everything under these paths.
   *
   * @param in taken where a path is {@code -}
   * @throws org.gatepost.delivery.StorageUnavailableException when the database went away; what was
   *     learned by then stays, and learning it again counts nothing twice
   */
  public Report run(List<Path> paths, InputStream in) throws IOException {
    Troubles troubles = new Troubles();
    try (Survey survey = new Survey(troubles)) {
      survey.named(paths, in);
      new Timeline(opener, troubles, progress).walk(survey.units(), this::take);
      flush();
    }
    return new Report(
        messages,
        without,
        troubles.files(),
        troubles.messages() + troubles.unable(),
        troubles.named().stream().map(one -> one.name() + ": " + one.because()).toList());
  }

  private void take(Message message, Instant date) {
    Instant now = clock.instant();
    shown.addAll(ListSighting.of(message, date.isAfter(now) ? now : date));
    Optional<Exchange> exchange;
    try {
      exchange =
          reading.read(
              message, date, now, ExchangeReading.origin(message.headers()), Optional.empty());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    if (exchange.isEmpty() || exchange.get().to().isEmpty()) {
      without++;
    } else {
      messages++;
      batch.add(exchange.get());
    }
    if (batch.size() >= BATCH || shown.size() >= BATCH) {
      flush();
    }
  }

  private void flush() {
    log.learn(List.copyOf(batch));
    batch.clear();
    lists.accept(List.copyOf(shown));
    shown.clear();
  }
}
