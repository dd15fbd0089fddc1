package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatepost.smtp.client.HopScene.impatient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.gatepost.smtp.DeadlineWatch;
import org.gatepost.smtp.Tls;
import org.gatepost.smtp.client.HopScene.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns: who is asked to give way, and that each of them ends once. */
class HopPoolTest {
  private final HopScene scene = new HopScene();
  private final DeadlineWatch watch = new DeadlineWatch(Duration.ofMillis(50));
  private HopPool pool;

  /** Somebody who has not used a connection for so long; gives it back when asked. */
  private static final class Idler implements HopPool.Holder {
    private final Duration unused;
    private final CountDownLatch asked = new CountDownLatch(1);

    Idler(int seconds) {
      this.unused = Duration.ofSeconds(seconds);
    }

    @Override
    public Optional<Duration> unused() {
      return unused.isZero() ? Optional.empty() : Optional.of(unused);
    }

    @Override
    public void giveWay() {
      asked.countDown();
    }
  }

  @BeforeEach
  void open() throws Exception {
    NextHopSettings settings = scene.settings(impatient(Wait.UNUSED), 3, false);
    pool =
        new HopPool(
            settings,
            new HopDialler(settings, Tls.unchecked("x"), watch, scene.reachability),
            _ -> {});
  }

  @AfterEach
  void leave() {
    pool.close();
    watch.close();
    scene.close();
  }

  @Test
  void nobodyIsAskedAsLongAsNobodyWaits() throws Exception {
    pool.take(new Idler(60));
    assertThat(pool.makeWay()).isEmpty();
  }

  @Test
  void whoHasBeenIdleForLongestIsAskedFirstAndWhoIsBusyIsNot() throws Exception {
    Idler longest = new Idler(60);
    Turn lent = pool.take(longest);
    pool.take(new Idler(30));
    pool.take(new Idler(0));
    CompletableFuture<Turn> waiting = waiting();
    while (pool.waiting() == 0) {
      Thread.onSpinWait();
    }
    assertThat(pool.makeWay()).isEqualTo(List.of(longest));
    longest.asked.await();
    lent.giveBack();
    assertThat(waiting.get().reused()).isTrue();
  }

  private CompletableFuture<Turn> waiting() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return pool.take(new Idler(0));
          } catch (HopUnavailableException none) {
            throw new IllegalStateException(none);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  @Test
  void aTurnEndsOnce() throws Exception {
    Turn turn = pool.take(new Idler(0));
    turn.giveBack();
    turn.giveBack();
    turn.drop();
    assertThat(pool.idle()).isEqualTo(1);
    assertThat(pool.free()).isEqualTo(3);
  }

  @Test
  void aTurnIsOverWhenItsConnectionCannotBeReplaced() throws Exception {
    Turn turn = pool.take(new Idler(0));
    scene.hop.always(talk -> talk.raw("554 no\r\n"));
    assertThatThrownBy(turn::replace).isInstanceOf(HopUnavailableException.class);
    assertThat(pool.free()).isEqualTo(3);
    assertThatThrownBy(() -> pool.take(new Idler(0))).isInstanceOf(HopUnavailableException.class);
    assertThat(pool.free()).isEqualTo(3);
  }
}
