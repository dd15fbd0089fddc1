package org.gatepost.gate;

import java.time.InstantSource;
import org.gatepost.audience.AudienceReading;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Ledger;
import org.gatepost.hold.HoldTokens;
import org.gatepost.hold.Spool;
import org.gatepost.mail.IdentitySource;

/**
 * What holding mail and letting it go takes; the gate, the desk and the clock share it.
 *
 * @param wakeUp called when there is something new to deliver
 */
public record HoldParts(
    Spool spool,
    Ledger ledger,
    Composer composer,
    MessageReader reader,
    AudienceReading audiences,
    Judgement judgement,
    HoldSettings settings,
    HoldTokens tokens,
    Runnable wakeUp,
    IdentitySource identities,
    InstantSource clock) {
  Notices notices() {
    return new Notices(settings, tokens, identities);
  }

  Intakes intakes() {
    return new Intakes(settings, composer, notices(), identities, clock);
  }

  Endings endings() {
    return new Endings(spool, ledger, reader, wakeUp, identities, clock);
  }
}
