package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.KnownListsContract;
import org.gatepost.audience.ListMail;
import org.gatepost.audience.ListSighting;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.gatepost.store.SharedStore;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcListsTest extends KnownListsContract {
  private final Store store = SharedStore.store();
  private final JdbcCorrespondence correspondence =
      store.correspondence(_ -> true, UnaryOperator.identity());

  @BeforeEach
  void emptyTables() {
    SharedStore.clear();
  }

  /** As a process sees it that starts now: one that runs may know it two seconds later. */
  @Override
  protected KnownLists lists() {
    return address -> {
      try (Store other = joined()) {
        return other.lists().find(address);
      }
    };
  }

  private static Store joined() {
    return Store.join(StoreSettings.embedded(SharedStore.folder(), SharedStore.IDS));
  }

  @Override
  protected void learn(Message message, Instant when) {
    store.lists().learn(ListSighting.of(message, when));
  }

  private void shown(Instant when) {
    learn(
        ListMail.with(
            "List-Post: <mailto:talk@far.example>", "List-Archive: <https://far.example/talk/>"),
        when);
  }

  @Test
  void theMessagesOfOneDayCountOnceHoweverOftenTheyAreLearned() {
    shown(NOW);
    shown(NOW.plusSeconds(60));
    shown(NOW.plus(Duration.ofDays(1)));
    shown(NOW);
    store
        .lists()
        .learn(
            List.of(
                new ListSighting(TALK, "", Optional.empty(), NOW.plus(Duration.ofDays(1))),
                new ListSighting(TALK, "", Optional.empty(), NOW.plus(Duration.ofDays(2)))));

    assertThat(lists().find(TALK).orElseThrow().messages()).isEqualTo(3);
  }

  @Test
  void aProcessThatRunsHearsOfIt() throws Exception {
    try (Store other = joined()) {
      assertThat(other.lists().find(TALK)).isEmpty();
      shown(NOW);
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (other.lists().find(TALK).isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(end);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      correspondence.erase(TALK);
      assertThat(other.lists().find(TALK)).isEmpty();
    }
  }

  @Test
  void aListIsForgottenAfterTheRetentionAndErasedWithItsAddress() {
    shown(NOW);
    assertThat(correspondence.forgetBefore(NOW)).isZero();
    assertThat(correspondence.forgetBefore(NOW.plusSeconds(1))).isEqualTo(1);
    assertThat(lists().find(TALK)).isEmpty();

    shown(NOW);
    assertThat(correspondence.erase(Address.of("Talk@far.example"))).isEqualTo(1);
    assertThat(lists().find(TALK)).isEmpty();
  }

  @Test
  void noAddressIsKept() throws SQLException {
    shown(NOW);

    assertThat(rows("SELECT mailing_list::text FROM mailing_list"))
        .singleElement()
        .satisfies(row -> assertThat(row).doesNotContain("@").doesNotContain("talk@"));
  }

  /** Whoever sends mail with a list of its own in each makes room for no more than there is. */
  @Test
  void aFloodOfListsIsBoundedAndTakesNothingFromThoseThatGoOn() throws SQLException {
    shown(NOW);
    shown(NOW.plus(Duration.ofDays(1)));
    Instant later = NOW.plus(Duration.ofDays(2));
    for (int thousand = 0; thousand < 105; thousand++) {
      int first = thousand * 1_000;
      store
          .lists()
          .learn(
              IntStream.range(first, first + 1_000)
                  .mapToObj(
                      i ->
                          new ListSighting(
                              Address.of("l" + i + "@flood.example"),
                              "x".repeat(10_000),
                              Optional.of("https://flood.example/" + i),
                              later))
                  .toList());
    }
    assertThat(rows("SELECT count(*)::text FROM mailing_list"))
        .containsExactly(Integer.toString(ListRows.MOST));
    assertThat(rows("SELECT lists::text FROM mailing_list_state"))
        .containsExactly(Integer.toString(ListRows.MOST));
    assertThat(rows("SELECT max(length(name))::text FROM mailing_list")).containsExactly("500");

    assertThat(correspondence.forgetBefore(NOW)).isEqualTo(ListRows.MOST - ListRows.KEPT);

    assertThat(lists().find(TALK)).isPresent();
    assertThat(rows("SELECT lists::text FROM mailing_list_state"))
        .containsExactly(Integer.toString(ListRows.KEPT));
    learn(ListMail.with("List-Post: <mailto:new@far.example>"), later);
    assertThat(lists().find(Address.of("new@far.example"))).isPresent();
  }

  @Test
  void whereTheDatabaseIsDownNobodySaysThatSomethingIsNoList() {
    Store closed = joined();
    JdbcLists lists = closed.lists();
    closed.close();

    assertThatThrownBy(() -> lists.find(TALK)).isInstanceOf(StorageUnavailableException.class);
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
}
