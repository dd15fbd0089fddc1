package org.gatepost.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {
  private Instant now = Instant.parse("2026-06-09T08:00:00Z");
  private final InstantSource clock = () -> now;
  private final SignInAttempts attempts = new SignInAttempts(clock);

  @Test
  void eachFurtherFailureDoublesTheWaitUpToAQuarterOfAnHour() {
    for (int i = 0; i < 5; i++) {
      assertThat(attempts.begin("anna", "c")).isEmpty();
    }
    Duration expected = Duration.ofSeconds(2);
    for (int i = 0; i < 12; i++) {
      assertThat(attempts.begin("anna", "c")).hasValue(expected);
      now = now.plus(expected);
      assertThat(attempts.begin("anna", "c")).isEmpty();
      expected = expected.multipliedBy(2);
      expected = expected.compareTo(Duration.ofMinutes(15)) > 0 ? Duration.ofMinutes(15) : expected;
    }
  }

  @Test
  void aStrangersFailuresDoNotLockThePersonOutElsewhere() {
    for (int i = 0; i < 6; i++) {
      attempts.begin("anna", "stranger");
    }
    assertThat(attempts.begin("anna", "stranger")).isPresent();
    assertThat(attempts.begin("anna", "home")).isEmpty();
  }

  @Test
  void oneClientThatTriesManyNamesIsSlowedDown() {
    int taken = 0;
    for (int i = 0; i < 100; i++) {
      taken += attempts.begin("person" + i, "c").isEmpty() ? 1 : 0;
    }
    assertThat(taken).isLessThan(25);
  }

  @Test
  void manyClientsThatTryOneNameAreSlowedDown() {
    int taken = 0;
    for (int i = 0; i < 200; i++) {
      taken += attempts.begin("anna", "c" + i).isEmpty() ? 1 : 0;
    }
    assertThat(taken).isLessThan(60);
  }

  @Test
  void successForgetsAndMemoryIsBounded() {
    for (int i = 0; i < 4; i++) {
      attempts.begin("anna", "c");
    }
    attempts.succeeded("anna", "c");
    for (int i = 0; i < 4; i++) {
      assertThat(attempts.begin("anna", "c")).isEmpty();
    }
    for (int i = 0; i < 50_000; i++) {
      attempts.begin("person" + i, "c" + i);
    }
    assertThat(attempts.size()).isLessThanOrEqualTo(10_000);
  }
}
