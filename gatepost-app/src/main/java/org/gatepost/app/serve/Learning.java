package org.gatepost.app.serve;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.gatepost.app.config.Configuration;
import org.gatepost.audience.ListSighting;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.Exchange;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.gate.ExchangeReading;
import org.gatepost.gate.FaultText;
import org.gatepost.gate.MessageReader;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Message;
import org.gatepost.store.Store;
import org.gatepost.store.sql.JdbcCorrespondence;
import org.gatepost.store.sql.LearningQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from what leaves and from what comes in, behind the answers that mail waits for. What
 * cannot be learned is lost: statistics, never mail.
 */
final class Learning implements Consumer<Exchange>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
  private static final int ROOM = 10_000;

  /** Of the room, so that a flood of lists leaves enough for what was delivered. */
  private static final int ROOM_FOR_LISTS = 1_000;

  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration BETWEEN_PURGES = Duration.ofDays(1);

  private final Store store;
  private final MessageReader reader;
  private final InstantSource clock;
  private final Duration retention;
  private final JdbcCorrespondence correspondence;
  private final ExchangeReading reading;
  private final LearningQueue queue;
  private final LongAdder passedOver = new LongAdder();
  private final ThreadPoolExecutor behind =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(ROOM),
          Thread.ofPlatform()
              .name("learning-behind")
              .daemon()
              .uncaughtExceptionHandler(
                  (_, fault) ->
                      LOG.error("Something was not learned from: {}", FaultText.of(fault)))
              .factory(),
          (_, _) -> passedOver.increment());
  private Instant purged = Instant.MIN;

  Learning(Configuration configuration, Store store, MessageReader reader, InstantSource clock) {
    this.store = store;
    this.reader = reader;
    this.clock = clock;
    this.retention = configuration.correspondence().retention();
    this.correspondence = StoredCorrespondence.of(store, configuration);
    this.reading = StoredCorrespondence.reading(configuration, correspondence);
    this.queue =
        new LearningQueue(
            correspondence,
            ROOM,
            AGAIN,
            fault -> LOG.error("A batch was not learned from: {}", FaultText.of(fault)));
  }

  Correspondence correspondence() {
    return correspondence;
  }

  @Override
  public void accept(Exchange exchange) {
    queue.accept(exchange);
  }

  /** Learns from a message that came in elsewhere; what bears our names may be anybody's. */
  void cameIn(Message message) {
    try {
      Instant now = clock.instant();
      showed(ListSighting.of(message, now));
      reading
          .read(
              message,
              message.heading().date().orElse(now),
              now,
              Exchange.Origin.CAME_IN,
              Optional.empty())
          .ifPresent(queue);
    } catch (IOException | StorageUnavailableException lost) {
      LOG.debug("A copy was not learned from: {}", FaultText.of(lost));
    }
  }

  /** Learns lists that a message showed; nothing waits for it. */
  private void showed(List<ListSighting> lists) {
    if (lists.isEmpty()) {
      return;
    }
    if (behind.getQueue().size() < ROOM_FOR_LISTS) {
      behind.execute(() -> learn(lists));
    } else {
      passedOver.increment();
    }
  }

  private void learn(List<ListSighting> lists) {
    try {
      store.lists().learn(lists);
    } catch (StorageUnavailableException lost) {
      LOG.debug("A list was not learned: {}", FaultText.of(lost));
    }
  }

  /** Learns from what was held and has been delivered since; the courier does not wait for it. */
  void delivered(Delivery delivery, List<Address> to) {
    boolean ours = delivery.kind() == Delivery.Kind.AS_IS || delivery.kind() == Delivery.Kind.COPY;
    if (ours) {
      behind.execute(() -> learn(delivery, to));
    }
  }

  private void learn(Delivery delivery, List<Address> to) {
    try (Content stored = store.ledger().open(delivery.content())) {
      if (reader.read(stored) instanceof MessageReader.Reading.Read(var message)) {
        reading
            .delivered(message, clock.instant(), to, delivery.kind() == Delivery.Kind.COPY)
            .ifPresent(queue);
      }
    } catch (IOException | StorageUnavailableException lost) {
      LOG.debug("A delivery was not learned from: {}", FaultText.of(lost));
    }
  }

  /** Forgets what was not seen for too long, once a day. */
  void forget() {
    Instant now = clock.instant();
    if (purged.isBefore(now.minus(BETWEEN_PURGES))) {
      correspondence.forgetBefore(now.minus(retention));
      purged = now;
      long lost = queue.dropped() + passedOver.sum();
      if (lost > 0) {
        LOG.warn("{} messages were not learned from, for want of room", lost);
      }
    }
  }

  @Override
  public void close() {
    behind.shutdown();
    try {
      if (!behind.awaitTermination(AGAIN.toSeconds(), TimeUnit.SECONDS)) {
        behind.getQueue().clear();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    queue.close();
  }
}
