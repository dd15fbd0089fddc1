package org.gatepost.audience;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatepost.audience.Readership.MailingList;
import org.gatepost.audience.Readership.Openness;
import org.gatepost.mail.Address;

/**
 * Works out who reads an address: aliases are followed to the end, then the directory is asked,
 * then what was seen of lists. The directory's word that something is no public list counts more
 * than headers that anybody can write; an alias that leads to a public list counts more than both.
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
    Optional<MailingList> list =
        expansion.ends().stream()
            .flatMap(end -> list(end).map(found -> found.through(expansion.path(end))).stream())
            .max(BY_OPENNESS);
    if (list.isPresent()) {
      return list.get();
    }
    Readership named = single(alias);
    if (named instanceof MailingList || named instanceof Readership.RoleMailbox) {
      return sized(named, expansion);
    }
    boolean complete = !expansion.unseen() && !expansion.cut();
    List<Address> ends = expansion.ends();
    return complete && ends.size() == 1
        ? single(ends.getFirst())
        : new Readership.Several(ends.size(), complete);
  }

  /** The alias file knows how many the directory's list has. */
  private static Readership sized(Readership named, AliasTable.Expansion expansion) {
    boolean counted = !expansion.unseen() && !expansion.cut() && expansion.ends().size() > 1;
    return named instanceof MailingList list && counted
        ? new MailingList(
            list.address(),
            list.via(),
            list.name(),
            list.openness(),
            list.certainty(),
            OptionalInt.of(expansion.ends().size()),
            list.archive())
        : named;
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
    if (entry.isPresent()) {
      return switch (entry.get().kind()) {
        case PUBLIC_LIST -> Optional.of(said(entry.get(), Openness.PUBLIC, seen));
        case LIST, GROUP -> Optional.of(said(entry.get(), Openness.MEMBERS, Optional.empty()));
        case PERSON, QUEUE, ROLE, PARTNER -> Optional.empty();
      };
    }
    return seen.map(Readerships::seen);
  }

  private static MailingList said(
      Directory.Entry entry, Openness openness, Optional<KnownLists.Seen> seen) {
    return new MailingList(
        entry.address(),
        List.of(),
        entry.name(),
        openness,
        SAID,
        OptionalInt.empty(),
        seen.flatMap(KnownLists.Seen::archive));
  }

  private static MailingList seen(KnownLists.Seen seen) {
    boolean open = seen.archive().isPresent();
    double certainty = !open ? UNCERTAIN : seen.messages() > 1 ? SEEN : SEEN_ONCE;
    return new MailingList(
        seen.address(),
        List.of(),
        seen.name(),
        open ? Openness.PUBLIC : Openness.UNKNOWN,
        certainty,
        OptionalInt.empty(),
        seen.archive());
  }
}
