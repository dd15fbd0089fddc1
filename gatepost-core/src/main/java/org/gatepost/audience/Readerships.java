package org.gatepost.audience;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.gatepost.audience.Readership.MailingList;
import org.gatepost.audience.Readership.Openness;
import org.gatepost.mail.Address;

/**
 * Works out who reads an address: aliases are followed to the end, then the directory is asked,
 * then what was seen of lists. The directory's settled word that something is no public list counts
 * more than headers that anybody can write, a kind that nobody wrote down does not; an alias that
 * leads to a public list counts more than both.
 */
public final class Readerships {
  /** The directory says so. */
  private static final double SAID = 0.99;

  /** Several messages showed an archive. */
  private static final double SEEN = 0.95;

  /** One message showed an archive. */
  private static final double SEEN_ONCE = 0.9;

  /** A list, and nobody says whether others can read it. */
  private static final double UNCERTAIN = 0.5;

  private static final Comparator<MailingList> BY_OPENNESS =
      Comparator.comparing(MailingList::openness).thenComparing(MailingList::certainty);

  private final Organisation organisation;
  private final Directory directory;
  private final AliasTable aliases;
  private final KnownLists lists;

  public Readerships(
      Organisation organisation, Directory directory, AliasTable aliases, KnownLists lists) {
    this.organisation = organisation;
    this.directory = directory;
    this.aliases = aliases;
    this.lists = lists;
  }

  /**
   * Who reads an address.
   *
   * @param sender of the message, for an organisation that has not named its domains
   */
  public Readership of(Address address, Optional<Address> sender) {
    return aliases
        .follow(address, organisation.withBareNames(sender))
        .map(expansion -> behind(address, expansion))
        .orElseGet(() -> single(address));
  }

  /** True when somebody wrote the address down: in the directory or as an alias. */
  public boolean isWrittenDown(Address address, Optional<Address> sender) {
    return directory.find(address).isPresent()
        || aliases.follow(address, organisation.withBareNames(sender)).isPresent();
  }

  private Readership behind(Address alias, AliasTable.Expansion expansion) {
    // A list may stand anywhere on the way, not only at its end: the alias of a list manager's
    // program, or of the members' file, is the list. The most open of them counts.
    Optional<MailingList> list =
        Stream.concat(expansion.met(), Stream.of(alias))
            .flatMap(one -> list(one).map(found -> found.through(expansion.path(one))).stream())
            .max(BY_OPENNESS);
    MailingList many = tooMany(alias, expansion);
    boolean counts =
        list.filter(
                shown -> shown.said() || !expansion.cut() || BY_OPENNESS.compare(shown, many) > 0)
            .isPresent();
    if (counts) {
      return sized(list.get(), expansion);
    }
    if (single(alias) instanceof Readership.RoleMailbox role) {
      return role;
    }
    if (expansion.cut()) {
      return many;
    }
    boolean complete = !expansion.unseen() && !expansion.cut();
    List<Address> ends = expansion.ends();
    return complete && ends.size() == 1
        ? single(ends.getFirst())
        : new Readership.Several(ends.size(), complete);
  }

  /**
   * More than anybody followed, a public list perhaps among them: a list, whatever it is called.
   */
  private static MailingList tooMany(Address alias, AliasTable.Expansion expansion) {
    return new MailingList(
        alias,
        List.of(),
        "",
        Openness.UNKNOWN,
        SEEN,
        OptionalInt.of(expansion.ends().size()),
        Optional.empty(),
        true);
  }

  /** The alias file knows how many the directory's list has. */
  private static MailingList sized(MailingList list, AliasTable.Expansion expansion) {
    boolean itself = list.via().isEmpty(); // the alias, not a list behind it
    boolean counted = !expansion.unseen() && !expansion.cut() && expansion.ends().size() > 1;
    return itself && counted
        ? new MailingList(
            list.address(),
            list.via(),
            list.name(),
            list.openness(),
            list.certainty(),
            OptionalInt.of(expansion.ends().size()),
            list.archive(),
            list.said())
        : list;
  }

  private Readership single(Address address) {
    Optional<MailingList> list = list(address);
    if (list.isPresent()) {
      return list.get();
    }
    return directory
        .find(address)
        .<Readership>flatMap(
            entry ->
                switch (entry.kind()) {
                  case QUEUE, ROLE -> Optional.of(new Readership.RoleMailbox(entry.name()));
                  case PERSON, GROUP, LIST, PUBLIC_LIST, PARTNER -> Optional.empty();
                })
        .orElseGet(Readership.OnePerson::new);
  }

  private Optional<MailingList> list(Address address) {
    Optional<KnownLists.Seen> seen = lists.find(address);
    Optional<Directory.Entry> entry = directory.find(address);
    if (entry.isEmpty()) {
      return seen.map(one -> seen(one, OptionalInt.empty()));
    }
    Directory.Entry line = entry.get();
    return switch (line.kind()) {
      case PUBLIC_LIST -> Optional.of(said(line, Openness.PUBLIC, seen));
      case LIST, GROUP ->
          isShownOpen(line, seen)
              ? seen.map(one -> seen(one, line.readers()))
              : Optional.of(said(line, Openness.MEMBERS, Optional.empty()));
      case PERSON, QUEUE, ROLE, PARTNER ->
          line.settled() ? Optional.empty() : seen.map(one -> seen(one, line.readers()));
    };
  }

  /** Its own mail shows an archive, and nobody has said in as many words that it is private. */
  private static boolean isShownOpen(Directory.Entry line, Optional<KnownLists.Seen> seen) {
    return !line.settled() && seen.flatMap(KnownLists.Seen::archive).isPresent();
  }

  private static MailingList said(
      Directory.Entry entry, Openness openness, Optional<KnownLists.Seen> seen) {
    return new MailingList(
        entry.address(),
        List.of(),
        entry.name(),
        openness,
        SAID,
        entry.readers(),
        seen.flatMap(KnownLists.Seen::archive),
        true);
  }

  private static MailingList seen(KnownLists.Seen seen, OptionalInt readers) {
    boolean open = seen.archive().isPresent();
    double certainty = !open ? UNCERTAIN : seen.messages() > 1 ? SEEN : SEEN_ONCE;
    return new MailingList(
        seen.address(),
        List.of(),
        seen.name(),
        open ? Openness.PUBLIC : Openness.UNKNOWN,
        certainty,
        readers,
        seen.archive(),
        false);
  }
}
