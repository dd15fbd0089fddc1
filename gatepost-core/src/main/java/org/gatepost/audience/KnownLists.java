package org.gatepost.audience;

import java.util.Optional;
import org.gatepost.mail.Address;

/**
 * Mailing lists known from the headers of mail that came in from them. What is known from there may
 * make the gate stricter, never laxer: anybody can write headers.
 */
@FunctionalInterface
public interface KnownLists {
  /**
   * A list as its mail shows it.
   *
   * @param name what the list calls itself, perhaps empty
   * @param archive where its archive is (RFC 2369 section 3.6), perhaps no web address
   * @param messages how many messages showed it
   */
  record Seen(Address address, String name, Optional<String> archive, int messages) {}

  Optional<Seen> find(Address address);

  /** Nothing has been learned. */
  static KnownLists none() {
    return _ -> Optional.empty();
  }
}
