package org.gatepost.audience;

import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/** What the organisation has written down about addresses. */
public interface Directory {
  /** What an address stands for. */
  enum Kind {
    PERSON,
    GROUP,
    QUEUE,
    LIST,
    PUBLIC_LIST,
    PARTNER
  }

  /** One line of the directory. */
  record Entry(Address address, String name, Kind kind, String note) {}

  /** The line of one address, whatever its case or plus tag. */
  Optional<Entry> find(Address address);

  /**
   * The partner organisation that an outside domain belongs to; several domains may belong to one
   * partner.
   */
  Optional<String> partner(Domain domain);

  /** A directory with nothing in it. */
  static Directory empty() {
    return new Directory() {
      @Override
      public Optional<Entry> find(Address address) {
        return Optional.empty();
      }

      @Override
      public Optional<String> partner(Domain domain) {
        return Optional.empty();
      }
    };
  }
}
