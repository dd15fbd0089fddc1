package org.gatepost.audience;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * Where the aliases of the organisation's mail server lead (Postfix {@code aliases(5)}). Followed
 * to the end, in time that grows with the number of addresses met: each is met once, so that a
 * cycle ends by itself.
 */
public final class AliasTable {
  /** Addresses met while one alias is followed. The largest lists have half of it. */
  public static final int MOST = 200_000;

  /** What stands on the right side of an alias. */
  public sealed interface Target {
    record Mailbox(Address address) implements Target {}

    /** A name without a domain: it belongs to the domain of the alias that names it. */
    record Local(String name) implements Target {}

    /** A mailbox of that name even when there is an alias of that name ({@code \name}). */
    record Final(String name) implements Target {}

    /**
     * Mail goes where nobody here can look.
     *
     * @param what a program, a file, an include that is not followed
     */
    record Unseen(String what) implements Target {}
  }

  /**
   * Where an alias leads.
   *
   * @param ends addresses that lead no further, in order of first mention
   * @param unseen true when part of the mail goes where nobody here can look
   * @param cut true when there was more than {@link #MOST} to follow
   */
  public record Expansion(
      List<Address> ends, Map<Address, Address> cameFrom, boolean unseen, boolean cut) {
    public Expansion {
      ends = Collections.unmodifiableList(ends);
      cameFrom = Collections.unmodifiableMap(cameFrom);
    }

    /** Everybody behind the alias: ends first, then the aliases on the way; some stand twice. */
    public Stream<Address> met() {
      return Stream.concat(ends.stream(), cameFrom.keySet().stream());
    }

    /** The aliases that lead to somebody met, the first one first, they themselves left out. */
    public List<Address> path(Address end) {
      Deque<Address> path = new ArrayDeque<>();
      Address at = cameFrom.get(end.person());
      while (at != null) {
        path.addFirst(at);
        at = cameFrom.get(at);
      }
      return List.copyOf(path);
    }
  }

  /** Expansions that are worth keeping have more ends than this. */
  private static final int LARGE = 1_000;

  /** Ends in all that is kept: some large lists, whatever the alias files hold. */
  private static final int MOST_KEPT = 1_000_000;

  private record Start(Address person, Set<Domain> own) {}

  private final Map<Start, Expansion> kept = new ConcurrentHashMap<>();
  private final AtomicInteger endsKept = new AtomicInteger();
  private final Map<String, List<Target>> bare = new HashMap<>();
  private final Map<Address, List<Target>> whole = new HashMap<>();

  /**
   * @param bare by name without a domain, which belongs to each of the organisation's domains
   * @param whole by address
   */
  public AliasTable(Map<String, List<Target>> bare, Map<Address, List<Target>> whole) {
    bare.forEach(
        (name, targets) -> this.bare.put(name.toLowerCase(Locale.ROOT), List.copyOf(targets)));
    whole.forEach((address, targets) -> this.whole.put(address.person(), List.copyOf(targets)));
  }

  public static AliasTable empty() {
    return new AliasTable(Map.of(), Map.of());
  }

  /**
   * Follows an address to its ends.
   *
   * @param own domains to which names without a domain belong
   * @return empty when the address is no alias
   */
  public Optional<Expansion> follow(Address address, Set<Domain> own) {
    Address start = address.person();
    if (targets(start, own).isEmpty()) {
      return Optional.empty();
    }
    Start key = new Start(start, own);
    Expansion known = kept.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Expansion expansion = new Walk(start, own).run();
    int size = expansion.ends().size();
    if (size > LARGE
        && endsKept.get() + size <= MOST_KEPT
        && kept.putIfAbsent(key, expansion) == null) {
      endsKept.addAndGet(size);
    }
    return Optional.of(expansion);
  }

  private Optional<List<Target>> targets(Address person, Set<Domain> own) {
    List<Target> exact = whole.get(person);
    if (exact != null) {
      return Optional.of(exact);
    }
    List<Target> local = bare.get(person.localPart());
    return local != null && own.contains(person.domain()) ? Optional.of(local) : Optional.empty();
  }

  /** One way through the table. */
  private final class Walk {
    private final Address start;
    private final Set<Domain> own;

    /** A tree whose root is the start. */
    private final Map<Address, Address> cameFrom = new HashMap<>();

    private final Map<Address, Address> ends = new LinkedHashMap<>();
    private final Deque<Address> open = new ArrayDeque<>();
    private boolean unseen;
    private boolean cut;

    Walk(Address start, Set<Domain> own) {
      this.start = start;
      this.own = own;
    }

    Expansion run() {
      open.add(start);
      while (!open.isEmpty() && !cut) {
        Address alias = open.remove();
        for (Target target : targets(alias, own).orElse(List.of())) {
          meet(alias, target);
          if (cameFrom.size() > MOST) {
            cut = true;
            break;
          }
        }
      }
      return new Expansion(new ArrayList<>(ends.values()), cameFrom, unseen, cut);
    }

    private void meet(Address alias, Target target) {
      switch (target) {
        case Target.Mailbox(var address) -> meet(alias, address);
        case Target.Local(var name) -> meet(alias, at(name, alias));
        case Target.Final(var name) -> end(alias, at(name, alias));
        case Target.Unseen _ -> unseen = true;
      }
    }

    private void meet(Address alias, Address address) {
      Address person = address.person();
      // An alias that names itself means the mailbox of that name.
      if (person.equals(alias) || targets(person, own).isEmpty()) {
        end(alias, address);
      } else if (!person.equals(start) && cameFrom.putIfAbsent(person, alias) == null) {
        open.add(person);
      }
    }

    private void end(Address alias, Address address) {
      Address person = address.person();
      ends.putIfAbsent(person, address);
      if (!person.equals(alias) && !person.equals(start)) {
        cameFrom.putIfAbsent(person, alias);
      }
    }

    private static Address at(String name, Address alias) {
      return new Address(name, alias.domain());
    }
  }
}
