package org.gatepost.audience;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;

/**
 * Who will read a message and who will see whom. People are counted, not domains: the same mailbox
 * written twice is one person ({@link Address#person()}).
 *
 * @param sender who the organisation takes the author to be: the reverse path, else the From field
 * @param readers everybody in the envelope or the headers, by person, in order of first mention
 */
public record Audience(Optional<Address> sender, Map<Address, Reader> readers, Exposure exposure) {
  /**
   * One address, counted as one person whoever stands behind it.
   *
   * @param address as first written
   * @param place where they are named; a header before the envelope
   * @param relation to the organisation
   * @param recipient true when this transaction's envelope names them
   * @param readership who reads what is sent there
   */
  public record Reader(
      Address address,
      Addressee.Place place,
      Relation relation,
      boolean recipient,
      Readership readership) {
    public boolean isVisible() {
      return place != Addressee.Place.ENVELOPE;
    }
  }

  /** How somebody stands to the organisation. */
  public enum Relation {
    INSIDE,
    PARTNER,
    OUTSIDE;

    public boolean isOutside() {
      return this != INSIDE;
    }
  }

  /**
   * Whom the headers show to whom.
   *
   * @param visible the distinct outside people that the headers show
   * @param exposed visible people who do not know every other one; those whom nobody there knows
   *     stand first
   * @param unknownToAll how many of the exposed nobody there knows
   */
  public record Exposure(List<Address> visible, List<Address> exposed, int unknownToAll) {
    public Exposure {
      visible = List.copyOf(visible);
      exposed = List.copyOf(exposed);
    }
  }

  public Audience {
    readers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(readers));
  }

  public Optional<Reader> find(Address address) {
    return Optional.ofNullable(readers.get(address.person()));
  }

  /** Relation of an address; somebody not in the audience counts as outside. */
  public Relation relation(Address address) {
    return find(address).map(Reader::relation).orElse(Relation.OUTSIDE);
  }

  public Set<Address> people() {
    return readers.keySet();
  }
}
