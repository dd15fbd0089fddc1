package org.gatepost.audience;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatepost.mail.Address;

/** Who reads what is sent to one address, as far as is known. */
public sealed interface Readership {
  /** One person; so is taken whatever nothing else is known of. */
  record OnePerson() implements Readership {}

  /** A mailbox in which several people work: a queue, a role. */
  record RoleMailbox(String name) implements Readership {}

  /**
   * Several mailboxes behind one address.
   *
   * @param people how many are known
   * @param complete false when there may be more than those
   */
  record Several(int people, boolean complete) implements Readership {}

  /**
   * A mailing list.
   *
   * @param address of the list itself
   * @param via aliases that lead to it, the first one first; empty when it was named directly
   * @param name perhaps empty
   * @param certainty from 0 to 1, that it is as open as said here
   * @param readers how many there are, if that is known
   * @param archive where everybody can read it
   * @param said that it is a list: by the directory or an alias file. Otherwise only headers of
   *     mail show it, and those are anybody's
   */
  record MailingList(
      Address address,
      List<Address> via,
      String name,
      Openness openness,
      double certainty,
      OptionalInt readers,
      Optional<String> archive,
      boolean said)
      implements Readership {
    public MailingList {
      via = List.copyOf(via);
    }

    MailingList through(List<Address> aliases) {
      return new MailingList(address, aliases, name, openness, certainty, readers, archive, said);
    }
  }

  /** Who can read a mailing list. */
  enum Openness {
    /** Its members, says the directory. */
    MEMBERS,
    /** Nobody has said. */
    UNKNOWN,
    /** Everybody: it is public or has an archive that nobody has called private. */
    PUBLIC
  }
}
