package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.gate.GateBench.families;
import static org.gatepost.gate.GateBench.openCc;

import java.util.List;
import org.gatepost.delivery.NextHop;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.SmtpReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clean message goes on to the next hop, whose answer the client gets, and is learned from. */
class ProxiedTest {
  private static final String CLEAN = "To: a@firm.example\r\n\r\nHello\r\n";
  private static final List<Address> FIRM = List.of(Address.of("a@firm.example"));
  private final GateBench bench = new GateBench();

  @Test
  void aCleanMessageGetsTheNextHopsOwnAnswer() {
    assertThat(bench.submit(CLEAN, FIRM).text()).isEqualTo("Ok: queued as 4711");
    assertThat(bench.nextHop.received)
        .singleElement()
        .satisfies(received -> assertThat(received.text()).isEqualTo("Received: here\r\n" + CLEAN));
    assertThat(bench.audit.outcomes).containsExactly(AuditTrail.Outcome.ACCEPTED);
  }

  @Test
  void theVerdictIsDurableBeforeTheEndOfDataGoesOut() {
    bench.submit(CLEAN, FIRM);
    assertThat(bench.events).startsWith("judged", "sent", "outcome");
  }

  @Test
  void withoutStorageNothingLeaves() {
    bench.audit.available = false;
    SmtpReply reply = bench.submit(CLEAN, FIRM);
    assertThat(reply.code()).isEqualTo(451);
    assertThat(bench.nextHop.received).isEmpty();
  }

  @Test
  void aCleanMessageOfFullLengthIsProxied() {
    String full = "X: y\r\n".repeat(HeaderReader.FIELDS - 1) + CLEAN;
    assertThat(bench.submit(full, FIRM).isPositive()).isTrue();
  }

  @Test
  void whatTheNextHopTookIsLearned() {
    bench.submit(CLEAN, FIRM);
    assertThat(bench.learned).hasSize(1);
    assertThat(bench.learned.getFirst().to())
        .extracting(NamedAddress::address)
        .containsExactlyElementsOf(FIRM);
  }

  /** Else whoever writes from a lookalike is known here as soon as a vacation notice answers. */
  @ParameterizedTest
  @ValueSource(strings = {"auto-replied", "auto-generated; owner-email=a@city.example", "AUTO"})
  void whatAMachineAnswersTeachesNothing(String how) {
    bench.submit("Auto-Submitted: " + how + "\r\n" + CLEAN, FIRM);
    assertThat(bench.nextHop.received).hasSize(1);
    assertThat(bench.learned).isEmpty();
    bench.submit("Auto-Submitted: no\r\n" + CLEAN, FIRM);
    assertThat(bench.learned).hasSize(1);
  }

  @Test
  void whatDidNotLeaveTeachesNothing() {
    bench.submit(openCc(families(12)), families(12));
    bench.nextHop.sent = new NextHop.Sent.Unknown("gone");
    bench.submit(CLEAN, FIRM);
    assertThat(bench.learned).isEmpty();
  }

  @Test
  void theNextHopsRefusalIsPassedOn() {
    bench.nextHop.sent = new NextHop.Sent.Answered(SmtpReply.of(554, "5.7.1", "Spam"));
    assertThat(bench.submit(CLEAN, FIRM)).hasToString("554 5.7.1 Spam");
    assertThat(bench.learned).isEmpty();
    assertThat(bench.audit.outcomes).containsExactly(AuditTrail.Outcome.REJECTED);
  }

  @Test
  void aLostConnectionIsATemporaryFailure() {
    bench.nextHop.sent = new NextHop.Sent.Unknown("gone");
    assertThat(bench.submit(CLEAN, FIRM).isTransient()).isTrue();
    assertThat(bench.audit.outcomes).containsExactly(AuditTrail.Outcome.UNKNOWN);
  }

  @Test
  void recipientsThatTheNextHopRefusesAreNotPartOfTheMessage() {
    bench.nextHop.recipients.put(FIRM.getFirst(), SmtpReply.of(550, "5.1.1", "Unknown"));
    assertThat(bench.submit(CLEAN, FIRM).isPermanent()).isTrue();
    assertThat(bench.audit.entries).isEmpty();
  }
}
