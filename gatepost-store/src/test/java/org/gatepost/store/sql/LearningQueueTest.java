package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.gatepost.correspondence.CorrespondenceLog;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.Letter;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LearningQueueTest {
  private static final Exchange LETTER = Letter.letter(Letter.SOLICITOR, Letter.COUNSEL).exchange();

  private final Scripted log = new Scripted();
  private final List<RuntimeException> alerts = new ArrayList<>();

  /** Learns as it is told to. */
  private static final class Scripted implements CorrespondenceLog {
    private final List<Exchange> learned = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private volatile boolean stuck;
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public void learn(List<Exchange> batch) {
      asked.countDown();
      try {
        if (stuck && !free.await(20, TimeUnit.SECONDS)) {
          throw new AssertionError("Nobody let it go.");
        }
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
      if (failures.getAndDecrement() > 0) {
        throw new StorageUnavailableException("down", new IllegalStateException());
      }
      learned.addAll(batch);
    }

    @Override
    public long forgetBefore(Instant then) {
      return 0;
    }

    @Override
    public long erase(Address person) {
      return 0;
    }
  }

  /** Does something with every batch. */
  private record Doing(Consumer<List<Exchange>> what) implements CorrespondenceLog {
    @Override
    public void learn(List<Exchange> batch) {
      what.accept(batch);
    }

    @Override
    public long forgetBefore(Instant then) {
      return 0;
    }

    @Override
    public long erase(Address person) {
      return 0;
    }
  }

  private LearningQueue queue(int room) {
    return new LearningQueue(log, room, Duration.ofMillis(10), alerts::add);
  }

  @Test
  void whatWaitsIsLearnedBeforeItEnds() {
    try (LearningQueue queue = queue(1_000)) {
      for (int i = 0; i < 1_000; i++) {
        queue.accept(LETTER);
      }
    }
    assertThat(log.learned).hasSize(1_000);
  }

  @Test
  void whatFindsNoRoomIsCountedAndNobodyWaits() throws Exception {
    log.stuck = true;
    try (LearningQueue queue = queue(10)) {
      queue.accept(LETTER);
      assertThat(log.asked.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 25; i++) {
        queue.accept(LETTER);
      }
      assertThat(queue.dropped()).isEqualTo(15);
      log.free.countDown();
    }
    assertThat(log.learned).hasSize(11);
  }

  @Test
  void aDatabaseThatWasDownIsToldOnceItIsUp() throws Exception {
    log.failures.set(3);
    CountDownLatch told = new CountDownLatch(1);
    CorrespondenceLog upAgain =
        new Doing(
            batch -> {
              log.learn(batch);
              told.countDown();
            });
    try (LearningQueue queue = new LearningQueue(upAgain, 10, Duration.ofMillis(10), alerts::add)) {
      queue.accept(LETTER);
      assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(log.learned).hasSize(1);
    assertThat(alerts).isEmpty();
  }

  @Test
  void whoEndsDoesNotWaitForADatabaseThatIsDown() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    Consumer<List<Exchange>> down =
        _ -> {
          asked.incrementAndGet();
          first.countDown();
          throw new StorageUnavailableException("down", new IllegalStateException());
        };
    try (LearningQueue queue =
        new LearningQueue(new Doing(down), 10_000, Duration.ofHours(1), alerts::add)) {
      queue.accept(LETTER);
      assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 9_000; i++) {
        queue.accept(LETTER);
      }
    }
    assertThat(asked).hasValue(1);
    assertThat(alerts).isEmpty();
  }

  @Test
  void aBatchThatCannotBeLearnedIsToldOfAndGivenUp() throws Exception {
    IllegalStateException fault = new IllegalStateException("no such row");
    CountDownLatch told = new CountDownLatch(1);
    List<Exchange> learned = new ArrayList<>();
    Consumer<List<Exchange>> faulty =
        batch -> {
          if (told.getCount() > 0) {
            throw fault;
          }
          learned.addAll(batch);
        };
    try (LearningQueue queue =
        new LearningQueue(new Doing(faulty), 10, Duration.ofMillis(10), told(told))) {
      queue.accept(LETTER);
      assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
      queue.accept(LETTER);
    }
    assertThat(alerts).containsExactly(fault);
    assertThat(learned).containsExactly(LETTER);
  }

  private Consumer<RuntimeException> told(CountDownLatch latch) {
    return fault -> {
      alerts.add(fault);
      latch.countDown();
    };
  }
}
