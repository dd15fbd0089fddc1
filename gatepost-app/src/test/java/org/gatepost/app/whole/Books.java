package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.delivery.Delivery;
import org.gatepost.gate.AuditTrail;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;

/** What the stopped program's own books say, held against what arrived. */
final class Books {
  private static final int MOST = 1000;

  private Books() {}

  /**
   * Every letter was judged once and released once; each of its copies, and its notice, is settled
   * once; and nothing is open. A copy that came twice is known to have been in doubt.
   *
   * @param letters subjects, each with the people to whom it came more than once
   * @return how many copies were in doubt
   */
  static long verify(Path data, Map<String, Set<String>> letters) {
    InstantSource clock = InstantSource.system();
    IdentitySource identities = new IdentitySource(clock, new SecureRandom());
    try (Store store = Store.open(StoreSettings.embedded(DataFolder.at(data), identities))) {
      List<Hold> holds = store.spool().ownedBy(Address.of(OpenCc.TEAM), MOST);
      assertThat(holds)
          .extracting(Hold::subject)
          .containsExactlyInAnyOrderElementsOf(letters.keySet());
      verifyAudit(store, holds);
      long doubts = 0;
      for (Hold hold : holds) {
        doubts += verifyLedger(store, hold, letters.getOrDefault(hold.subject(), Set.of()));
      }
      assertThat(store.ledger().nextDue()).isEmpty();
      assertThat(store.ledger().recover(Optional.empty(), clock.instant().plus(Duration.ofDays(9))))
          .as("deliveries that somebody is said to be at work on")
          .isZero();
      return doubts;
    }
  }

  /** An outcome that a kill kept from being written down is said to be unknown. */
  private static void verifyAudit(Store store, List<Hold> holds) {
    List<AuditTrail.Recorded> rows =
        store
            .audit()
            .search(
                new AuditTrail.Query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    MOST));
    assertThat(rows)
        .extracting(AuditTrail.Recorded::hold)
        .containsExactlyInAnyOrderElementsOf(
            holds.stream().map(hold -> Optional.of(hold.id())).toList());
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.intent()).isEqualTo(AuditTrail.Intent.HOLD);
              assertThat(row.outcome()).isIn(AuditTrail.Outcome.HELD, AuditTrail.Outcome.UNKNOWN);
              assertThat(row.recipients()).hasSize(OpenCc.everybody().size());
            });
  }

  private static long verifyLedger(Store store, Hold hold, Set<String> doubled) {
    assertThat(hold.state()).isEqualTo(HoldState.RELEASED);
    List<Delivery.Progress> lines = store.ledger().progress(hold.id());
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.status()).isEqualTo(Delivery.Status.SENT);
              assertThat(line.attempts()).isPositive();
              assertThat(line.settledAt()).isPresent();
            });
    assertThat(lines).filteredOn(line -> line.kind() == Delivery.Kind.NOTICE).hasSize(1);
    List<Delivery.Progress> copies =
        lines.stream().filter(line -> line.kind() == Delivery.Kind.COPY).toList();
    assertThat(copies).hasSize(lines.size() - 1);
    assertThat(copies.stream().map(Books::person))
        .containsExactlyInAnyOrderElementsOf(OpenCc.everybody());
    List<Delivery.Progress> doubtful = copies.stream().filter(line -> line.inDoubt()).toList();
    assertThat(doubtful.stream().map(Books::person)).containsAll(doubled);
    return doubtful.size();
  }

  private static String person(Delivery.Progress line) {
    return line.recipient().toString().toLowerCase(Locale.ROOT);
  }
}
