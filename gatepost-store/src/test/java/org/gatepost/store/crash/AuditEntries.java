package org.gatepost.store.crash;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.gate.AuditTrail;
import org.gatepost.hold.Holds;
import org.gatepost.inspect.Evidence;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.policy.Decision;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Verdict;

/** Made-up rows of the audit trail. */
public final class AuditEntries {
  private AuditEntries() {}

  public static AuditTrail.Entry entry(UUID id) {
    return entry(id, Holds.OWNER, List.of(Address.of("anna@post.example")));
  }

  public static AuditTrail.Entry entry(UUID id, Address sender, List<Address> to) {
    List<Decision> decisions =
        to.stream()
            .map(
                address ->
                    new Decision(
                        address,
                        Addressee.Place.CC,
                        Disposition.holdForSender(),
                        "open-audience",
                        "They would see each other.",
                        false))
            .toList();
    Verdict verdict =
        new Verdict(
            "sha256:1",
            decisions,
            List.of(
                new Finding(
                    FindingKind.OPEN_AUDIENCE, 0.99, to, Evidence.of("Cc"), "They would see.")),
            List.of(),
            List.of(Offer.SPLIT));
    return new AuditTrail.Entry(
        id,
        Holds.NOW,
        "trace-1",
        "192.0.2.7",
        Optional.of(sender),
        sender.toString(),
        Optional.of("<" + id + "@city.example>"),
        1234,
        verdict,
        AuditTrail.Intent.HOLD,
        Optional.of(id));
  }
}
