package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.gate.GateBench.CLERK;
import static org.gatepost.gate.GateBench.families;
import static org.gatepost.gate.GateBench.openCc;

import java.time.Duration;
import java.util.UUID;
import org.gatepost.delivery.Courier;
import org.gatepost.delivery.Delivery;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.mail.SmtpReply;
import org.junit.jupiter.api.Test;

class SettlementTest {
  /** The commit's answer was lost: nobody knows that it is written down, and it is said again. */
  @Test
  void anOutcomeThatIsSaidTwiceIsReportedOnce() {
    GateBench bench = new GateBench();
    bench.submit(openCc(families(12)), families(12));
    UUID hold = bench.spool.all().getFirst().id();
    bench.nextHop.recipients.put(families(2).getFirst(), SmtpReply.of(550, "5.1.1", "Unknown"));
    bench.nextHop.recipients.put(families(2).getLast(), SmtpReply.of(450, "4.2.1", "Later"));
    bench.desk.sendAsIs(hold, new Actor(CLERK, false, true), "They asked for it.");
    Delivery delivery =
        bench.ledger.lease("test", 10, Duration.ofMinutes(1), bench.now).stream()
            .filter(leased -> leased.kind() == Delivery.Kind.AS_IS)
            .findFirst()
            .orElseThrow();
    Courier.Settlement settlement = bench.courier.attempt(delivery, "test").carry().orElseThrow();

    assertThat(settlement.write()).isTrue();
    assertThat(settlement.write()).isTrue();

    assertThat(bench.ledger.orders())
        .filteredOn(order -> order.kind() == Delivery.Kind.REPORT)
        .hasSize(1);
    assertThat(bench.ledger.progress(hold))
        .filteredOn(line -> line.kind() == Delivery.Kind.AS_IS)
        .filteredOn(line -> line.status() == Delivery.Status.QUEUED)
        .extracting(Delivery.Progress::recipient)
        .containsExactly(families(2).getLast());
  }
}
