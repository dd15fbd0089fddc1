package org.gatepost.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.delivery.Delivery.Status;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Holds;
import org.gatepost.store.DataFolder;
import org.gatepost.store.SharedStore;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What SIGKILL leaves behind, state by state: the state before or the state after, never between,
 * and everything that was acknowledged. The killed process takes its server with it; each test goes
 * on with what an earlier one left.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CrashTest {
  @TempDir private static Path temporary;

  private static Path data;

  @BeforeAll
  static void makeTheDatabaseOnce() {
    data = temporary.resolve("data");
    reopen().close();
  }

  @AfterAll
  static void everythingStillOpens() {
    reopen().close();
  }

  private static Store reopen() {
    return Store.open(StoreSettings.embedded(DataFolder.at(data), SharedStore.IDS));
  }

  /** Runs the program until it says so, and kills it there. */
  private static StoreProcess killedAt(String line, String... arguments) throws Exception {
    StoreProcess program = StoreProcess.start(data, arguments);
    try (program) {
      program.await(line);
      program.kill();
    }
    return program;
  }

  private static UUID id(StoreProcess program, String beginning) {
    return UUID.fromString(program.said(beginning).getLast().split(" ", -1)[0]);
  }

  private static List<Delivery.Progress> lines(Store store, UUID hold, Kind kind) {
    return store.ledger().progress(hold).stream().filter(line -> line.kind() == kind).toList();
  }

  @Test
  void aMessageKilledWhileItIsTakenWasNeverThere() throws Exception {
    StoreProcess program = killedAt("midway", "take-midway");
    try (Store store = reopen()) {
      UUID hold = id(program, "try");
      assertThat(store.spool().find(hold)).isEmpty();
      assertThat(store.ledger().progress(hold)).isEmpty();
    }
  }

  @Test
  void aMessageThatWasTakenIsThereWithItsOrders() throws Exception {
    StoreProcess program = killedAt("held", "take");
    try (Store store = reopen()) {
      UUID hold = id(program, "held");
      Hold found = store.spool().find(hold).orElseThrow();
      assertThat(found.state()).isEqualTo(HoldState.HELD);
      assertThat(found.envelope().addresses()).isEqualTo(Holds.families(0, StoreProgram.COPIES));
      assertThat(lines(store, hold, Kind.AS_IS)).hasSize(2);
      assertThat(lines(store, hold, Kind.NOTICE)).hasSize(1);
      try (var content = store.ledger().open(found.content());
          var in = content.open()) {
        assertThat(in.readAllBytes()).hasSize(100_000);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = HoldState.class,
      names = {"RELEASED", "CHANGED", "CANCELLED", "EXPIRED"})
  void aDecisionKilledBeforeItsCommitIsNotMade(HoldState end) throws Exception {
    StoreProcess program = killedAt("midway", "resolve-midway", end.name());
    try (Store store = reopen()) {
      UUID hold = id(program, "held");
      assertThat(store.spool().find(hold).orElseThrow().state()).isEqualTo(HoldState.HELD);
      assertThat(store.spool().find(hold).orElseThrow().resolution()).isEmpty();
      assertThat(lines(store, hold, Kind.COPY)).isEmpty();
      assertThat(lines(store, hold, Kind.NOTICE)).hasSize(1);
      program.said("successor").forEach(next -> assertUnknown(store, next));
    }
  }

  private static void assertUnknown(Store store, String hold) {
    assertThat(store.spool().find(UUID.fromString(hold))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = HoldState.class,
      names = {"RELEASED", "CHANGED", "CANCELLED", "EXPIRED"})
  void aDecisionThatWasMadeStandsWithAllThatFollows(HoldState end) throws Exception {
    StoreProcess program = killedAt("ended", "resolve", end.name());
    try (Store store = reopen()) {
      UUID hold = id(program, "ended");
      assertThat(store.spool().find(hold).orElseThrow().state()).isEqualTo(end);
      assertThat(lines(store, hold, Kind.COPY))
          .hasSize(end == HoldState.RELEASED ? StoreProgram.COPIES : 0);
      assertThat(lines(store, hold, Kind.NOTICE)).hasSize(2);
      program
          .said("successor")
          .forEach(
              next ->
                  assertThat(store.spool().find(UUID.fromString(next)).orElseThrow().state())
                      .isEqualTo(HoldState.HELD));
    }
  }

  @Test
  void aReviewerThatWasAskedIsAsked() throws Exception {
    StoreProcess program = killedAt("asked", "ask");
    try (Store store = reopen()) {
      Hold hold = store.spool().find(id(program, "asked")).orElseThrow();
      assertThat(hold.awaiting()).isEqualTo(Awaiting.REVIEWER);
      assertThat(store.spool().askedBecause(hold.id())).contains("Please.");
    }
  }

  @Test
  void aDeliveryThatWasOnlyLeasedIsNotInDoubt() throws Exception {
    StoreProcess program = killedAt("leased", "lease");
    try (Store store = reopen()) {
      assertThat(standing(store, program).status()).isEqualTo(Status.LEASED);
      assertThat(store.ledger().recover(Optional.of("worker"), Holds.NOW)).isZero();
      assertThat(standing(store, program).status()).isEqualTo(Status.QUEUED);
      assertThat(standing(store, program).inDoubt()).isFalse();
      drain(store);
    }
  }

  @Test
  void aDeliveryThatWasBegunIsInDoubt() throws Exception {
    StoreProcess program = killedAt("begun", "begin");
    try (Store store = reopen()) {
      assertThat(standing(store, program).status()).isEqualTo(Status.SENDING);
      assertThat(store.ledger().recover(Optional.of("worker"), Holds.NOW)).isOne();
      assertThat(standing(store, program).status()).isEqualTo(Status.QUEUED);
      assertThat(standing(store, program).inDoubt()).isTrue();
      drain(store);
    }
  }

  @Test
  void anOutcomeKilledBeforeItsCommitIsNotWrittenDown() throws Exception {
    StoreProcess program = killedAt("midway", "settle-midway");
    try (Store store = reopen()) {
      assertThat(standing(store, program).status()).isEqualTo(Status.SENDING);
      store.ledger().recover(Optional.of("worker"), Holds.NOW);
      drain(store);
    }
  }

  @Test
  void anOutcomeThatWasWrittenDownStands() throws Exception {
    StoreProcess program = killedAt("settled", "settle");
    try (Store store = reopen()) {
      assertThat(standing(store, program).status()).isEqualTo(Status.SENT);
      assertThat(standing(store, program).settledAt()).contains(Holds.NOW);
    }
  }

  /** So that the next test leases its own delivery. */
  private static void drain(Store store) {
    List<Delivery> due;
    do {
      due = store.ledger().lease("drain", 100, Duration.ofMinutes(5), Holds.NOW);
      for (Delivery delivery : due) {
        store.ledger().begin(delivery.id(), "drain", Holds.NOW);
        store
            .ledger()
            .settle(
                delivery.id(),
                delivery.recipients().stream()
                    .map(to -> new Delivery.Result(to, Status.SENT, "250 ok", false))
                    .toList(),
                Optional.empty(),
                List.of(),
                Holds.NOW);
      }
    } while (!due.isEmpty());
  }

  private static Delivery.Progress standing(Store store, StoreProcess program) {
    String[] leased = program.said("leased").getLast().split(" ", -1);
    return store.ledger().progress(UUID.fromString(leased[1])).stream()
        .filter(line -> line.delivery().equals(UUID.fromString(leased[0])))
        .findFirst()
        .orElseThrow();
  }

  @RepeatedTest(3)
  void atAnyMomentNothingThatWasPromisedIsMissing(RepetitionInfo repetition) throws Exception {
    killAtAnyMoment(repetition);
  }

  @Tag("long")
  @RepeatedTest(50)
  void atFiftyMomentsNothingThatWasPromisedIsMissing(RepetitionInfo repetition) throws Exception {
    killAtAnyMoment(repetition);
  }

  private static void killAtAnyMoment(RepetitionInfo repetition) throws Exception {
    StoreProcess program = StoreProcess.start(data, "work");
    try (program) {
      // Each time after another number of steps, and then wherever it is.
      for (int i = 0; i < repetition.getCurrentRepetition(); i++) {
        program.await("begun");
      }
      program.kill();
    }
    try (Store store = reopen()) {
      for (String entry : program.said("judged")) {
        assertThat(store.audit().find(UUID.fromString(entry))).isPresent();
      }
      for (String ended : program.said("ended")) {
        assertThat(store.spool().find(UUID.fromString(ended)).orElseThrow().resolution())
            .isPresent();
      }
      for (String held : program.said("held")) {
        UUID id = UUID.fromString(held);
        boolean released = store.spool().find(id).orElseThrow().state() == HoldState.RELEASED;
        assertThat(lines(store, id, Kind.COPY)).hasSize(released ? StoreProgram.COPIES : 0);
        assertThat(lines(store, id, Kind.AS_IS)).hasSize(2);
      }
      List<String> settled = program.said("settled");
      List<String> begun = program.said("begun");
      int doubts = store.ledger().recover(Optional.of("worker"), Holds.NOW);
      assertThat(begun.size() - settled.size()).isBetween(0, 1);
      assertThat(doubts).isBetween(0, 1);
      drain(store);
    }
  }

  @Test
  void aMessageLargerThanTheMemoryIsStoredAndRead() throws Exception {
    try (StoreProcess program = StoreProcess.start(data, "large")) {
      assertThat(program.await("equal")).isEmpty();
      assertThat(program.end()).isZero();
    }
  }
}
