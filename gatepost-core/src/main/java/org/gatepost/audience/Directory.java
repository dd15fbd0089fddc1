package org.gatepost.audience;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

  /**
   * One line of the directory.
   *
   * @param settled true when somebody said of this address in as many words what it is; false when
   *     the kind was left out or follows from how an entry is made elsewhere. Only a settled kind
   *     outweighs what the address's own mail shows
   * @param readers how many people read what is sent there, if the directory knows
   */
  record Entry(
      Address address, String name, Kind kind, String note, boolean settled, OptionalInt readers) {
    /** A line whose kind somebody wrote down. */
    public Entry(Address address, String name, Kind kind, String note) {
      this(address, name, kind, note, true, OptionalInt.empty());
    }

    /** The same line with its kind taken for granted and not said. */
    public Entry unsettled() {
      return new Entry(address, name, kind, note, false, readers);
    }
  }

  /** The line of one address, whatever its case or plus tag. */
  Optional<Entry> find(Address address);

  /**
   * The partner organisation that an outside domain belongs to; several domains may belong to one
   * partner.
   */
  Optional<String> partner(Domain domain);

  /** Every line of a kind, in the order in which they were written. */
  List<Entry> all(Kind kind);

  /**
   * What it says at this moment, which does not change any more; the same object for as long as it
   * says the same. For those who prepare something from all of it.
   */
  default Directory snapshot() {
    return this;
  }

  /** A directory with nothing in it. */
  static Directory empty() {
    return new DirectoryIndex(List.of(), Map.of());
  }
}
