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
   * @param messages how many messages showed it; those of one day may count once
   */
  record Seen(Address address, String name, Optional<String> archive, int messages) {
    private Seen and(Seen other) {
      return new Seen(
          address,
          name.isEmpty() ? other.name : name,
          archive.or(other::archive),
          messages + other.messages);
    }
  }

  Optional<Seen> find(Address address);

  /** What either knows: neither takes back what the other has seen. */
  default KnownLists and(KnownLists other) {
    return address -> {
      Optional<Seen> mine = find(address);
      Optional<Seen> theirs = other.find(address);
      return mine.isPresent() && theirs.isPresent()
          ? Optional.of(mine.get().and(theirs.get()))
          : mine.or(() -> theirs);
    };
  }

  /** Nothing has been learned. */
  static KnownLists none() {
    return _ -> Optional.empty();
  }
}
