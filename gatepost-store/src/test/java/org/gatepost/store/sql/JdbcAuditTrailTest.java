package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.AuditTrail.Line;
import org.gatepost.gate.AuditTrail.Outcome;
import org.gatepost.gate.AuditTrail.Query;
import org.gatepost.gate.AuditTrail.Reason;
import org.gatepost.gate.AuditTrail.Recorded;
import org.gatepost.hold.Holds;
import org.gatepost.mail.Address;
import org.gatepost.store.SharedStore;
import org.gatepost.store.crash.AuditEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JdbcAuditTrailTest {
  private static final Address ANNA = Address.of("Anna+school@post.example");
  private static final Address BERT = Address.of("bert_100%@post.example");

  private final AuditTrail audit = SharedStore.store().audit();

  @BeforeEach
  void emptyTables() {
    SharedStore.clear();
  }

  private UUID judged(Address sender, Address... to) {
    UUID id = Holds.id();
    audit.judged(AuditEntries.entry(id, sender, List.of(to)));
    return id;
  }

  private List<UUID> found(Query query) {
    return audit.search(query).stream().map(Recorded::id).toList();
  }

  private static Query everything() {
    return new Query(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        100);
  }

  private static Query text(String text) {
    return new Query(
        Optional.empty(),
        Optional.of(text),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        100);
  }

  @Test
  void aRowIsReadBackAsItWasWritten() {
    UUID id = judged(Holds.OWNER, ANNA, BERT);

    assertThat(audit.find(id))
        .contains(
            new Recorded(
                id,
                Holds.NOW,
                "trace-1",
                "192.0.2.7",
                Optional.of(Holds.OWNER),
                Holds.OWNER.toString(),
                Optional.of("<" + id + "@city.example>"),
                1234,
                "sha256:1",
                "hold",
                List.of(
                    new Line(ANNA.toString(), "cc", "hold", "open-audience"),
                    new Line(BERT.toString(), "cc", "hold", "open-audience")),
                List.of(new Reason("open-audience", 0.99, 2, "They would see.")),
                AuditTrail.Intent.HOLD,
                Optional.of(id),
                Outcome.UNKNOWN,
                ""));
    assertThat(audit.find(Holds.id())).isEmpty();
  }

  @Test
  @Timeout(60)
  void theLastOutcomeCounts() {
    UUID id = judged(Holds.OWNER, ANNA);
    audit.outcome(id, Outcome.DEFERRED, "451 later");
    audit.outcome(id, Outcome.ACCEPTED, "250 \0 ok");

    while (audit.find(id).orElseThrow().outcome() != Outcome.ACCEPTED) {
      Thread.onSpinWait();
    }
    assertThat(audit.find(id).orElseThrow().reply()).isEqualTo("250 \uFFFD ok");
  }

  @Test
  void rowsAreFoundByPersonAndText() {
    UUID hanna = judged(Holds.OWNER, ANNA);
    UUID karl = judged(Address.of("karl@city.example"), BERT);

    assertThat(found(everything())).containsExactlyInAnyOrder(karl, hanna);
    assertThat(found(text("anna+SCHOOL"))).containsExactly(hanna);
    assertThat(found(text("_100%"))).containsExactly(karl);
    assertThat(found(text("%"))).containsExactly(karl);
    assertThat(found(text("karl@"))).containsExactly(karl);
    assertThat(found(text("<" + hanna + "@city.example>"))).containsExactly(hanna);
    assertThat(found(text("nobody"))).isEmpty();
    assertThat(
            found(
                new Query(
                    Optional.of(Address.of("hanna.weber+x@CITY.example")),
                    Optional.empty(),
                    Optional.of("hold"),
                    Optional.of(Holds.NOW),
                    Optional.of(Holds.NOW.plusSeconds(1)),
                    Optional.empty(),
                    10)))
        .containsExactly(hanna);
  }

  @Test
  void pagesFollowEachOther() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(judged(Holds.OWNER, ANNA));
    }
    List<UUID> newestFirst = ids.stream().sorted(Comparator.reverseOrder()).toList();
    Query first =
        new Query(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            2);
    List<UUID> page = found(first);
    assertThat(page).isEqualTo(newestFirst.subList(0, 2));
    Query next =
        new Query(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(page.getLast()),
            2);
    assertThat(found(next)).isEqualTo(newestFirst.subList(2, 4));
    assertThat(
            found(
                new Query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Instant.parse("2026-06-02T00:00:00Z")),
                    Optional.empty(),
                    Optional.empty(),
                    2)))
        .isEmpty();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void manyWhoWriteAtOnceAreAllThereWhenTheyReturn() throws Exception {
    int callers = 400;
    List<UUID> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<UUID>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        running.add(threads.submit(() -> judged(Holds.OWNER, ANNA)));
      }
      for (Future<UUID> one : running) {
        UUID id = one.get();
        assertThat(audit.find(id)).isPresent();
        ids.add(id);
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(callers);
  }
}
