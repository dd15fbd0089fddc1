package org.gatepost.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private Instant now = Instant.parse("2026-06-09T09:41:00Z");
  private final List<Duration> slept = new ArrayList<>();

  @Test
  void aLimitedPaceWaitsForWhatIsLeftOfEachShare() {
    Pace pace = Pace.limited(10, () -> now, this::sleep);
    Instant start = now;
    for (int i = 0; i < 30; i++) {
      now = now.plusMillis(20);
      pace.message();
    }
    assertThat(Duration.between(start, now))
        .isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
  }

  @Test
  void timeThatWasLostIsNotCaughtUp() {
    Pace pace = Pace.limited(10, () -> now, this::sleep);
    now = now.plusSeconds(60);
    pace.message();
    pace.message();
    assertThat(slept).containsExactly(Duration.ofMillis(100));
  }

  private void sleep(Duration time) {
    slept.add(time);
    now = now.plus(time);
  }
}
