package org.gatepost.audience;

import java.util.List;
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
    /** A mailbox of a function: the post room, the press office. */
    ROLE,
    /** A mailing list that only its members can read. */
    LIST,
    /** A mailing list that everybody can read, in its archive or by subscribing. */
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

  /** Every line of a kind, in the order in which they were written. */
  List<Entry> all(Kind kind);

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

      @Override
      public List<Entry> all(Kind kind) {
        return List.of();
      }
    };
  }
}
