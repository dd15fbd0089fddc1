package org.gatepost.audience;

import java.util.Set;
import org.gatepost.mail.Address;

/**
 * Who outside is known to know whom from correspondence: each of two people has written in one
 * conversation with the other in To or Cc. Having been addressed together is not knowing.
 */
@FunctionalInterface
public interface Circles {
  /** Everybody whom this person knows, as far as it matters for the message in hand. */
  Set<Address> knownTo(Address person);

  /** Nothing has been learned. */
  static Circles unknown() {
    return _ -> Set.of();
  }
}
