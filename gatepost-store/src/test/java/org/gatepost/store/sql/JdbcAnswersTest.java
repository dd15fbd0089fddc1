package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Holds;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.AnswerBookContract;
import org.gatepost.inspect.Answers;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.mail.Address;
import org.gatepost.store.SharedStore;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcAnswersTest extends AnswerBookContract {
  private final Store store = SharedStore.store();
  private final JdbcCorrespondence correspondence = correspondence(store);

  @BeforeEach
  void emptyTables() {
    SharedStore.clear();
  }

  private static JdbcCorrespondence correspondence(Store store) {
    return store.correspondence(_ -> true, UnaryOperator.identity());
  }

  @Override
  protected AnswerBook book() {
    return store.answers();
  }

  @Override
  protected void note(List<GivenAnswer> answers, Instant at) {
    Spool.Intake intake = Holds.intake("key-" + Holds.id(), Holds.families(0, 1), List.of());
    store.spool().take(intake);
    var end = Holds.resolution(HoldState.RELEASED);
    store
        .spool()
        .resolve(
            intake.hold(),
            new Hold.Resolution(end.state(), end.by(), end.action(), end.reason(), at),
            List.of(),
            List.of(),
            Optional.empty(),
            answers);
  }

  @Override
  protected long forgetBefore(Instant then) {
    return correspondence.forgetBefore(then);
  }

  @Override
  protected long erase(Address person) {
    return correspondence.erase(person);
  }

  private void mistaken(Address wrong) {
    note(List.of(new GivenAnswer.Mistaken(wrong)), NOW);
  }

  private static Answers asked(Store in) {
    return in.answers().about(ANNA, List.of(THERE), NOW);
  }

  @Test
  void whoeverOnlyLooksUsesNothing() {
    mistaken(WRONG);
    note(List.of(new GivenAnswer.Meant(ANNA, THERE, FindingKind.FIRST_CONTACT)), NOW);

    Answers looked =
        store.answers().aside().about(ANNA, List.of(THERE), NOW.plusSeconds(10_000_000));
    assertThat(looked.isMistake(WRONG)).isTrue();
    assertThat(looked.isMeant(THERE, FindingKind.FIRST_CONTACT)).isTrue();

    assertThat(forgetBefore(NOW.plusSeconds(1))).isEqualTo(2);
  }

  @Test
  void anotherProcessHearsOfEachChange() {
    try (Store other = Store.join(StoreSettings.embedded(SharedStore.folder(), SharedStore.IDS))) {
      assertThat(asked(other).isMistake(WRONG)).isFalse();
      mistaken(WRONG);
      assertThat(asked(other).isMistake(WRONG)).isTrue();
      assertThat(asked(store).isMistake(WRONG)).isTrue();

      correspondence(other).erase(WRONG);
      assertThat(asked(store).isMistake(WRONG)).isFalse();
      assertThat(asked(other).isMistake(WRONG)).isFalse();

      mistaken(THERE);
      correspondence(other).forgetBefore(NOW.plusSeconds(1));
      assertThat(asked(store).isMistake(THERE)).isFalse();
    }
  }

  /** Everything that a message needs comes with its first question. */
  @Test
  void aMessageAsksOnce() {
    Answers message = asked(store);
    assertThat(message.isMistake(WRONG)).isFalse();
    mistaken(WRONG);
    note(List.of(new GivenAnswer.Meant(ANNA, THERE, FindingKind.FIRST_CONTACT)), NOW);

    assertThat(message.isMistake(WRONG)).isFalse();
    assertThat(message.isMeant(THERE, FindingKind.FIRST_CONTACT)).isFalse();
    assertThat(asked(store).isMistake(WRONG)).isTrue();
    assertThat(asked(store).isMeant(THERE, FindingKind.FIRST_CONTACT)).isTrue();
  }

  @Test
  void whereTheDatabaseIsDownNobodyIsMeantAndNobodyCleared() {
    Store closed = Store.join(StoreSettings.embedded(SharedStore.folder(), SharedStore.IDS));
    AnswerBook book = closed.answers();
    assertThat(book.about(ANNA, List.of(THERE), NOW).isMistake(WRONG)).isFalse();
    closed.close();

    Answers message = book.about(ANNA, List.of(THERE), NOW); // nothing is asked yet
    assertThatThrownBy(() -> message.isMistake(WRONG))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> message.isMeant(THERE, FindingKind.FIRST_CONTACT))
        .isInstanceOf(StorageUnavailableException.class);
  }

  @Test
  void neitherAddressesNorTheNumbersOfCorrespondenceAreKept() throws Exception {
    mistaken(WRONG);
    note(List.of(new GivenAnswer.Meant(ANNA, THERE, FindingKind.FIRST_CONTACT)), NOW);

    List<String> rows = rows("SELECT answer_meant::text FROM answer_meant");
    rows.addAll(rows("SELECT answer_mistake::text FROM answer_mistake"));
    assertThat(rows).hasSize(2);
    assertThat(rows.toString()).doesNotContain("@").doesNotContain("example");
    assertThat(rows("SELECT sender::text FROM answer_meant")).isNotEqualTo(numbered(ANNA));
    assertThat(rows("SELECT person::text FROM answer_mistake")).isNotEqualTo(numbered(WRONG));
  }

  /** The number by which the log of erasures, as correspondence does, finds somebody. */
  private List<String> numbered(Address person) throws SQLException {
    correspondence.erase(person, SharedStore.IDS.next(), NOW, "test");
    return rows("SELECT person::text FROM erasure ORDER BY id DESC LIMIT 1");
  }

  private static List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = SharedStore.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  /** A sender who corrects whatever they can write would fill every gate's memory. */
  @Test
  void ofAFloodOfMistakesThoseAreKeptThatStoppedSomethingLast() throws Exception {
    try (Connection connection = SharedStore.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO answer_mistake SELECT 1, n, timestamptz '2011-03-01 09:00Z' - n * interval"
              + " '1 s' FROM generate_series(1, 120000) AS n");
    }
    mistaken(WRONG);

    assertThat(forgetBefore(NOW.minusSeconds(1_000_000))).isEqualTo(20_001);

    assertThat(rows("SELECT count(*)::text FROM answer_mistake")).containsExactly("100000");
    assertThat(asked(store).isMistake(WRONG)).isTrue();
  }
}
