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
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What SIGKILL leaves behind, state by state: the state before or the state after, never between,
 * and everything that was acknowledged. The killed process takes its server with it, or leaves it
 * to be found.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CrashTest {
  @TempDir private static Path temporary;

  private static Path data() {
    return temporary.resolve("data");
  }

  private static Store reopen() {
    return Store.open(StoreSettings.embedded(DataFolder.at(data()), SharedStore.IDS));
  }

  private static List<Delivery.Progress> lines(Store store, String hold, Kind kind) {
    return store.ledger().progress(UUID.fromString(hold)).stream()
        .filter(line -> line.kind() == kind)
        .toList();
  }

  private static Hold hold(Store store, String id) {
    return store.spool().find(UUID.fromString(id)).orElseThrow();
  }

  @Test
  void whatWasPromisedStandsWithAllThatFollows() throws Exception {
    StoreProcess program = StoreProcess.start(data(), "promise");
    try (program) {
      program.await("promised");
      program.kill();
    }
    try (Store store = reopen()) {
      for (String held : program.said("held")) {
        Hold found = hold(store, held);
        assertThat(found.envelope().addresses()).isEqualTo(Holds.families(0, StoreProgram.COPIES));
        assertThat(lines(store, held, Kind.AS_IS)).hasSize(2);
        try (var content = store.ledger().open(found.content());
            var in = content.open()) {
          assertThat(in.readAllBytes()).hasSize(1);
        }
      }
      String asked = program.said("asked").getFirst();
      assertThat(hold(store, asked).awaiting()).isEqualTo(Awaiting.REVIEWER);
      assertThat(store.spool().askedBecause(UUID.fromString(asked))).contains("Please.");

      assertThat(program.said("ended")).hasSize(StoreProgram.ENDS.size());
      for (String ended : program.said("ended")) {
        String[] words = ended.split(" ", -1);
        HoldState end = HoldState.valueOf(words[1]);
        assertThat(hold(store, words[0]).state()).isEqualTo(end);
        assertThat(lines(store, words[0], Kind.COPY))
            .hasSize(end == HoldState.RELEASED ? StoreProgram.COPIES : 0);
      }
      String successor = program.said("successor").getFirst();
      assertThat(hold(store, successor).state()).isEqualTo(HoldState.HELD);

      List<String> leased = program.said("leased");
      assertThat(leased.stream().map(line -> standing(store, line).status()))
          .containsExactly(Status.LEASED, Status.SENDING, Status.SENT);
      assertThat(store.ledger().recover(Optional.of("worker"), Holds.NOW)).isOne();
      assertThat(leased.stream().map(line -> standing(store, line).status()))
          .containsExactly(Status.QUEUED, Status.QUEUED, Status.SENT);
      assertThat(leased.stream().map(line -> standing(store, line).inDoubt()))
          .containsExactly(false, true, false);
      drain(store);
    }
  }

  @Test
  void whatWasNotCommittedWasNeverThere() throws Exception {
    StoreProcess program = StoreProcess.start(data(), "midway");
    try (program) {
      for (int i = 0; i < StoreProgram.ENDS.size() + 2; i++) {
        program.await("midway");
      }
      program.kill();
    }
    try (Store store = reopen()) {
      assertThat(program.said("held")).hasSize(StoreProgram.ENDS.size());
      for (String held : program.said("held")) {
        assertThat(hold(store, held).state()).isEqualTo(HoldState.HELD);
        assertThat(hold(store, held).resolution()).isEmpty();
        assertThat(lines(store, held, Kind.COPY)).isEmpty();
        assertThat(lines(store, held, Kind.NOTICE)).hasSize(1);
      }
      List<String> neverTaken =
          program.said("try").stream().filter(id -> !program.said("held").contains(id)).toList();
      assertThat(neverTaken).hasSize(1);
      for (String id : neverTaken) {
        assertThat(store.spool().find(UUID.fromString(id))).isEmpty();
        assertThat(store.ledger().progress(UUID.fromString(id))).isEmpty();
      }
      for (String id : program.said("successor")) {
        assertThat(store.spool().find(UUID.fromString(id))).isEmpty();
      }
      String leased = program.said("leased").getFirst();
      assertThat(standing(store, leased).status()).isEqualTo(Status.SENDING);
      assertThat(standing(store, leased).settledAt()).isEmpty();
      assertThat(store.ledger().recover(Optional.of("worker"), Holds.NOW)).isOne();
      drain(store);
    }
  }

  /** So that the next test leases its own deliveries. */
  private static void drain(Store store) {
    List<Delivery> due;
    do {
      due = store.ledger().lease("drain", 100, Duration.ofMinutes(5), Holds.NOW.plusSeconds(9999));
      for (Delivery delivery : due) {
        List<Delivery.Result> results =
            delivery.recipients().stream()
                .map(to -> new Delivery.Result(to, Status.SENT, "250 ok", false))
                .toList();
        store
            .ledger()
            .settle(
                delivery.id(),
                delivery.attempts(),
                results,
                Optional.empty(),
                List.of(),
                Holds.NOW);
      }
    } while (!due.isEmpty());
  }

  private static Delivery.Progress standing(Store store, String leased) {
    String[] words = leased.split(" ", -1);
    return store.ledger().progress(UUID.fromString(words[1])).stream()
        .filter(line -> line.delivery().equals(UUID.fromString(words[0])))
        .findFirst()
        .orElseThrow();
  }

  @RepeatedTest(2)
  void atAnyMomentNothingThatWasPromisedIsMissing(RepetitionInfo repetition) throws Exception {
    killAtAnyMoment(repetition);
  }

  @Tag("long")
  @RepeatedTest(50)
  void atFiftyMomentsNothingThatWasPromisedIsMissing(RepetitionInfo repetition) throws Exception {
    killAtAnyMoment(repetition);
  }

  private static void killAtAnyMoment(RepetitionInfo repetition) throws Exception {
    StoreProcess program = StoreProcess.start(data(), "work");
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
        String[] words = ended.split(" ", -1);
        assertThat(hold(store, words[0]).state()).isEqualTo(HoldState.valueOf(words[1]));
      }
      for (String held : program.said("held")) {
        boolean released = hold(store, held).state() == HoldState.RELEASED;
        assertThat(lines(store, held, Kind.COPY)).hasSize(released ? StoreProgram.COPIES : 0);
        assertThat(lines(store, held, Kind.AS_IS)).hasSize(2);
      }
      for (String settled : program.said("settled")) {
        assertThat(standing(store, settled).status()).isEqualTo(Status.SENT);
      }
      int doubts = store.ledger().recover(Optional.of("worker"), Holds.NOW);
      assertThat(doubts).isBetween(0, 1);
      drain(store);
    }
  }

  @Test
  void aMessageLargerThanTheMemoryIsStoredAndRead() throws Exception {
    try (StoreProcess program = StoreProcess.start(data(), "large")) {
      assertThat(program.await("equal")).isEmpty();
      assertThat(program.end()).isZero();
    }
  }
}
