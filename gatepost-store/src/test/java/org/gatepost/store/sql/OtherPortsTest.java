package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.account.Role;
import org.gatepost.account.ScramVerifier;
import org.gatepost.gate.AccessLog;
import org.gatepost.gate.Outbox;
import org.gatepost.hold.Holds;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.store.SharedStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outbox, accounts and the log of looks. */
class OtherPortsTest {
  private static final Address LOGIN = Address.of("Hanna.Weber@city.example");

  private final Outbox outbox = SharedStore.store().outbox();
  private final Accounts accounts = SharedStore.store().accounts();
  private final AccessLog looks = SharedStore.store().accessLog();

  @BeforeEach
  void emptyTables() {
    SharedStore.clear();
  }

  @Test
  void theOutboxShowsOneMessageForEachRecipient() throws Exception {
    UUID id = Holds.id();
    Content content = Holds.content("To: a\r\nSubject: Summer\r\n news\r\n\r\nBody\r\n");
    outbox.keep(id, Holds.envelope(Holds.families(0, 3)), content, Holds.NOW);

    List<Outbox.Kept> all = outbox.list(Optional.empty(), Optional.empty(), Optional.empty(), 10);
    assertThat(all).extracting(Outbox.Kept::recipient).isEqualTo(Holds.families(0, 3));
    assertThat(all.getFirst())
        .isEqualTo(
            new Outbox.Kept(
                id,
                Holds.OWNER.toString(),
                Holds.families(0, 1).getFirst(),
                "Summer news",
                content.size(),
                Holds.NOW));
    assertThat(outbox.count()).isEqualTo(3);
    assertThat(outbox.find(id, Holds.families(1, 2).getFirst())).contains(all.get(1));
    assertThat(outbox.find(id, LOGIN)).isEmpty();
    try (Content kept = outbox.open(id).orElseThrow();
        var in = kept.open()) {
      assertThat(in.readAllBytes()).hasSize((int) content.size());
    }
    assertThat(outbox.open(Holds.id())).isEmpty();
  }

  @Test
  void theOutboxIsSearchedBySenderRecipientAndTime() {
    outbox.keep(Holds.id(), Holds.envelope(Holds.families(0, 2)), Holds.content("x"), Holds.NOW);

    assertThat(list(Optional.of(Holds.OWNER), Optional.empty())).hasSize(2);
    assertThat(list(Optional.of(LOGIN), Optional.of("family001"))).hasSize(1);
    assertThat(list(Optional.of(Address.of("karl@city.example")), Optional.empty())).isEmpty();
    assertThat(outbox.list(Optional.empty(), Optional.empty(), Optional.of(Holds.NOW), 10))
        .isEmpty();
  }

  private List<Outbox.Kept> list(Optional<Address> sender, Optional<String> text) {
    return outbox.list(sender, text, Optional.empty(), 10);
  }

  private static Account account(Address login) {
    return new Account(
        Holds.id(), login, "Hanna Weber", Set.of(Role.SENDER, Role.REVIEWER), true, true);
  }

  @Test
  void aLoginIsOneAccountWhateverItsCase() {
    Account hanna = account(LOGIN);
    assertThat(accounts.isEmpty()).isTrue();
    assertThat(accounts.add(hanna, "$argon2id$1")).isTrue();
    assertThat(accounts.add(account(Address.of("hanna.weber@CITY.example")), "$argon2id$2"))
        .isFalse();

    assertThat(accounts.isEmpty()).isFalse();
    assertThat(accounts.all()).containsExactly(hanna);
    assertThat(accounts.find(Address.of("HANNA.WEBER@city.example"))).contains(hanna);
    assertThat(accounts.passwordHash(LOGIN)).contains("$argon2id$1");
    assertThat(accounts.find(Address.of("hanna.weber+x@city.example"))).isEmpty();
  }

  @Test
  void anAccountChanges() {
    Account hanna = account(LOGIN);
    accounts.add(hanna, "$argon2id$1");
    accounts.setPassword(hanna.id(), "$argon2id$2", false);
    accounts.setRoles(hanna.id(), Set.of(Role.ADMINISTRATOR));
    accounts.setActive(hanna.id(), false);

    assertThat(accounts.find(LOGIN))
        .contains(
            new Account(
                hanna.id(), LOGIN, "Hanna Weber", Set.of(Role.ADMINISTRATOR), false, false));
    assertThat(accounts.passwordHash(LOGIN)).contains("$argon2id$2");
    assertThatThrownBy(() -> accounts.setActive(Holds.id(), true))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void appPasswordsEndWithTheirAccount() {
    Account hanna = account(LOGIN);
    accounts.add(hanna, "$argon2id$1");
    UUID id = Holds.id();
    ScramVerifier verifier =
        new ScramVerifier(new byte[] {1}, 4096, new byte[] {2}, new byte[] {3});
    accounts.addAppPassword(hanna.id(), id, "Thunderbird", verifier, Holds.NOW);

    assertThat(accounts.appPasswords(hanna.id()))
        .containsExactly(new Accounts.AppPassword(id, "Thunderbird", Holds.NOW, Optional.empty()));
    assertThat(accounts.verifiers(LOGIN))
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(verifier);
    accounts.setActive(hanna.id(), false);
    assertThat(accounts.verifiers(LOGIN)).isEmpty();
    accounts.setActive(hanna.id(), true);
    accounts.removeAppPassword(Holds.id(), id);
    assertThat(accounts.verifiers(LOGIN)).hasSize(1);
    accounts.removeAppPassword(hanna.id(), id);
    assertThat(accounts.verifiers(LOGIN)).isEmpty();
  }

  @Test
  void eachLookIsKeptWithItsReason() {
    UUID subject = Holds.id();
    AccessLog.Look first = look(subject, "Complaint 17");
    AccessLog.Look second = look(Holds.id(), "");
    looks.looked(first);
    looks.looked(second);

    assertThat(looks.at(subject, 10)).containsExactly(first);
    assertThat(looks.by(Address.of("DPO@city.example"), 10))
        .containsExactlyInAnyOrder(second, first);
    assertThat(looks.all(1)).hasSize(1);
  }

  private static AccessLog.Look look(UUID subject, String reason) {
    return new AccessLog.Look(
        Holds.id(),
        Instant.parse("2026-06-01T10:00:00Z"),
        Address.of("dpo@city.example"),
        AccessLog.Kind.HOLD,
        subject,
        true,
        reason);
  }
}
