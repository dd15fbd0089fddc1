package org.gatepost.audience;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * Whose mail is guarded.
 *
 * @param name as shown to people
 * @param domains its own domains; sub-domains belong to it. Empty: the registrable domain of each
 *     message's sender, and for a sender at a freemail domain that one address
 * @param freemail domains whose users do not belong together
 * @param registrable the registrable domain of a domain (Public Suffix List); a public suffix
 *     stands for itself, so that a sender right at one has not the whole suffix inside
 */
public record Organisation(
    String name, Set<Domain> domains, Set<Domain> freemail, UnaryOperator<Domain> registrable) {
  public Organisation {
    domains = Set.copyOf(domains);
    freemail = Set.copyOf(freemail);
  }

  /** True for an address of the organisation, seen from the sender of the message. */
  public boolean isInside(Address address, Optional<Address> sender) {
    if (!domains.isEmpty()) {
      return isWithinAny(address.domain(), domains);
    }
    if (sender.isEmpty()) {
      return false;
    }
    Domain home = sender.get().domain();
    if (isFreemail(home)) {
      return address.person().equals(sender.get().person());
    }
    Domain ours = registrable.apply(home);
    return address.domain().isWithin(ours) && registrable.apply(address.domain()).equals(ours);
  }

  /**
   * The domains at which mailbox names without a domain live, as alias files write them: each of
   * the organisation's domains, else the sender's and its registrable one. Sub-domains are served
   * by others: lists, ticket systems.
   */
  public Set<Domain> withBareNames(Optional<Address> sender) {
    if (!domains.isEmpty()) {
      return domains;
    }
    return sender
        .map(Address::domain)
        .filter(home -> !isFreemail(home))
        .map(home -> new HashSet<>(List.of(home, registrable.apply(home))))
        .<Set<Domain>>map(Set::copyOf)
        .orElse(Set.of());
  }

  public boolean isFreemail(Domain domain) {
    return isWithinAny(domain, freemail);
  }

  /** Looks up the domain and each one above it: the list may be long. */
  private static boolean isWithinAny(Domain domain, Set<Domain> parents) {
    String name = domain.name();
    while (!parents.contains(Domain.of(name))) {
      int dot = name.indexOf('.');
      if (dot < 0 || dot == name.length() - 1) {
        return false;
      }
      name = name.substring(dot + 1);
    }
    return true;
  }
}
