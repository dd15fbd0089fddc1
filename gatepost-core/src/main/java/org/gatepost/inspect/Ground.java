package org.gatepost.inspect;

import java.util.Optional;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.recipient.Sign;

/** One side from which a recipient may look wrong; puts the signs of that side into words. */
interface Ground {
  /**
   * What that side has to say.
   *
   * @param because a whole sentence for the sender, behind one that asked whether the address is
   *     right
   * @param evidence masked
   * @param likely whom the sender most likely meant
   */
  record Telling(FindingKind kind, String because, String evidence, Optional<Address> likely) {}

  Set<Sign> signs();

  /** Empty when that side shows nothing that the sender could see for themselves. */
  Optional<Telling> tell(Suspect suspect);

  /** How much the signs of this side spoke for a mistake. */
  default double weight(Suspect suspect) {
    return signs().stream().mapToDouble(sign -> Math.max(0, suspect.weight(sign))).sum();
  }
}
