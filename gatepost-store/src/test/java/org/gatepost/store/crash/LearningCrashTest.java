package org.gatepost.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Letter;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.store.DataFolder;
import org.gatepost.store.SharedStore;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.gatepost.store.sql.JdbcCorrespondence;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch is learned whole or not at all, and once, whoever is killed and whoever else learns. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LearningCrashTest {
  private static final int BATCH = 20;
  private static final Address READER = Address.of("reader@partner.example");

  @TempDir private static Path temporary;

  static JdbcCorrespondence correspondence(Store store) {
    return store.correspondence(
        address -> address.domain().name().equals("city.example"), UnaryOperator.identity());
  }

  /** Messages to one who reads all of them and to one who reads this batch alone. */
  static List<Exchange> batch(int number) {
    return IntStream.range(0, BATCH)
        .mapToObj(
            i ->
                Letter.letter(Letter.SOLICITOR, READER, ofBatch(number))
                    .id(number + "." + i + "@city.example")
                    .exchange())
        .toList();
  }

  private static Address ofBatch(int number) {
    return Address.of("batch" + number + "@partner.example");
  }

  private static Recollection recall(JdbcCorrespondence correspondence, Address person) {
    return correspondence.recall(
        new Inquiry(
            Letter.SOLICITOR, List.of(READER, person), Set.of(), SubjectKey.of(""), Letter.START));
  }

  @RepeatedTest(2)
  void aKillLeavesNoHalfBatchAndNothingCountsTwice(RepetitionInfo repetition) throws Exception {
    Path data = temporary.resolve("data" + repetition.getCurrentRepetition());
    StoreProcess program = StoreProcess.start(data, "learn");
    int last;
    try (program) {
      for (int i = 0; i < 3 * repetition.getCurrentRepetition(); i++) {
        program.await("begun");
      }
      program.kill();
      last = program.said("learned").stream().mapToInt(Integer::parseInt).max().orElse(-1);
    }
    try (Store store = Store.open(StoreSettings.embedded(DataFolder.at(data), SharedStore.IDS))) {
      JdbcCorrespondence learned = correspondence(store);
      List<Integer> sent = new ArrayList<>();
      for (int batch = 0; batch <= last + 1; batch++) {
        Address person = ofBatch(batch);
        sent.add(recall(learned, person).contact(person).sent());
      }
      assertThat(sent.subList(0, last + 1)).allMatch(count -> count == BATCH);
      assertThat(sent.getLast()).isIn(0, BATCH);
      assertThat(recall(learned, READER).contact(READER).sent())
          .isEqualTo(sent.stream().mapToInt(Integer::intValue).sum());

      for (int batch = 0; batch <= last + 1; batch++) {
        learned.learn(batch(batch));
      }
      Recollection again = recall(learned, READER);
      assertThat(again.contact(READER).sent()).isEqualTo((last + 2) * BATCH);
      assertThat(again.habits().messages()).isEqualTo((last + 2) * BATCH);
    }
  }

  @Test
  void manyWhoLearnTheSameAtOnceCountItOnce() throws Exception {
    SharedStore.clear();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      JdbcCorrespondence learner = correspondence(SharedStore.store());
      int first = i % 3;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int batch = 0; batch < 6; batch++) {
                      learner.learn(batch((first + batch) % 6));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Recollection known = recall(correspondence(SharedStore.store()), ofBatch(0));
    assertThat(known.contact(READER).sent()).isEqualTo(6 * BATCH);
    assertThat(known.contact(ofBatch(0)).sent()).isEqualTo(BATCH);
    assertThat(known.together(READER, ofBatch(0)).byAnyone()).isEqualTo(BATCH);
    assertThat(known.standing(READER).senders()).isEqualTo(1);
  }
}
