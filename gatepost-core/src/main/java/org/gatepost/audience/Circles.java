package org.gatepost.audience;

import java.util.List;
import java.util.Set;
import org.gatepost.mail.Address;

/**
 * Who is known to know whom from correspondence: sets of people of whom each has written in one
 * thread with the others in To or Cc. Having been addressed together is no circle.
 */
@FunctionalInterface
public interface Circles {
  /** The circles that hold two or more of these people. */
  List<Set<Address>> among(Set<Address> people);

  /** Nothing has been learned. */
  static Circles unknown() {
    return people -> List.of();
  }
}
