package org.gatepost.app.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.app.config.Node.Scalar;
import org.gatepost.app.config.Node.Scalar.Kind;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.policy.Condition.Addresses;

/** Reads who is meant: addresses, domains, and groups of them. */
final class AddressesReader {
  private static final String GROUP = "group:";

  private final Map<String, Addresses> groups;
  private final Problems problems;

  AddressesReader(Map<String, Addresses> groups, Problems problems) {
    this.groups = groups;
    this.problems = problems;
  }

  /** Reads one of them, or a list. */
  Optional<Addresses> read(String where, Node node) {
    List<Node> items = node instanceof Node.Sequence(_, var several) ? several : List.of(node);
    if (items.isEmpty()) {
      return ValueType.wrong(where, node, "at least one address", problems);
    }
    Set<Address> exact = new HashSet<>();
    Set<Domain> domains = new HashSet<>();
    Set<String> named = new HashSet<>();
    boolean whole = true;
    for (Node item : items) {
      whole &= item(where, item, exact, domains, named);
    }
    return whole ? Optional.of(new Addresses(exact, domains, named)) : Optional.empty();
  }

  private boolean item(
      String where, Node item, Set<Address> exact, Set<Domain> domains, Set<String> named) {
    if (!(item instanceof Scalar scalar) || scalar.kind() != Kind.TEXT) {
      return wrong(where, item);
    }
    String text = scalar.text().strip();
    if (text.startsWith(GROUP)) {
      return group(where, scalar, text.substring(GROUP.length()), exact, domains, named);
    }
    if (text.indexOf('@') > 0) {
      Optional<Address> address = Address.parse(text);
      address.ifPresent(exact::add);
      return address.isPresent() || wrong(where, item);
    }
    String domain = text.startsWith("@") ? text.substring(1) : text;
    if (domain.isEmpty() || !Endpoint.isHostName(Domain.of(domain).name())) {
      return wrong(where, item);
    }
    domains.add(Domain.of(domain));
    return true;
  }

  private boolean group(
      String where,
      Scalar scalar,
      String name,
      Set<Address> exact,
      Set<Domain> domains,
      Set<String> named) {
    Addresses group = groups.get(name);
    if (group == null) {
      problems.add(
          scalar.origin(),
          where
              + ": there is no group "
              + Words.clip(name)
              + " in policy.groups"
              + Words.nearest(name, groups.keySet())
                  .map(near -> ", did you mean " + near + "?")
                  .orElse(""));
      return false;
    }
    exact.addAll(group.exact());
    domains.addAll(group.domains());
    named.add(name);
    return true;
  }

  private boolean wrong(String where, Node item) {
    String wanted = "an address, a domain, or group:name";
    problems.add(item.origin(), where + ": expected " + wanted + ", found " + item.what());
    return false;
  }
}
