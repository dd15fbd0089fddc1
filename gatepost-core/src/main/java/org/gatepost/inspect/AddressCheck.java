package org.gatepost.inspect;

import java.util.Optional;
import org.gatepost.mail.Address;

/** Judges one address of a message, wherever it stands: among the recipients or in the text. */
@FunctionalInterface
public interface AddressCheck {
  /**
   * What is wrong with an address.
   *
   * @param confidence from 0 to 1
   * @param evidence masked
   * @param is what it is, the end of a sentence that began with the address: “is a public mailing
   *     list”
   * @param then a sentence with what else the writer should know; perhaps empty
   * @param likely the address that was most likely meant
   */
  record Doubt(
      double confidence, String evidence, String is, String then, Optional<Address> likely) {
    /** The sentences that may follow: what else there is to know, and what was likely meant. */
    String rest() {
      String meant = likely.map(address -> " You most likely meant " + address + ".").orElse("");
      return (then.isEmpty() ? "" : " " + then) + meant;
    }
  }

  /** Empty when there is nothing to say against it. */
  Optional<Doubt> look(Address address, Outgoing outgoing);
}
