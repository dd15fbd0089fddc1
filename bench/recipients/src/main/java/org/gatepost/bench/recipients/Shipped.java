package org.gatepost.bench.recipients;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.Directory;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.Recollection;
import org.gatepost.inspect.Addressing;
import org.gatepost.inspect.Answers;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.Lookalikes;
import org.gatepost.inspect.RecipientDoubts;
import org.gatepost.inspect.UnansweredAddresses;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.recipient.Mistake;
import org.gatepost.recipient.RecipientModel;
import org.gatepost.recipient.RecipientSigns.Letter;

/** What the detectors as they ship, with the program's model, say of each message. */
final class Shipped {
  /** Kinds that are reported; of the others the corpus can show nothing. */
  private static final Set<FindingKind> KINDS =
      Set.of(
          FindingKind.LOOKALIKE_RECIPIENT,
          FindingKind.NAME_MISMATCH,
          FindingKind.ODD_ONE_OUT,
          FindingKind.THREAD_NEWCOMER,
          FindingKind.FIRST_CONTACT,
          FindingKind.UNANSWERED_ADDRESS);

  private static final double HELD = 0.9;

  private final RecipientDoubts doubts;
  private final Predicate<Address> inside;
  private final List<Said> said = new ArrayList<>();

  /**
   * What was said of one message.
   *
   * @param mistake nothing for the message as it was
   * @param kinds of findings of 0.9 or more
   */
  record Said(int user, Optional<Mistake> mistake, Set<FindingKind> kinds) {}

  Shipped(Set<Domain> domains, Set<Domain> freemail, Predicate<Address> inside) {
    Organisation organisation = new Organisation("", domains, freemail, domain -> domain);
    Readerships readerships =
        new Readerships(organisation, Directory.empty(), AliasTable.empty(), KnownLists.none());
    this.doubts =
        new RecipientDoubts(
            RecipientModel.prior(),
            new Lookalikes(organisation, Directory.empty(), readerships),
            organisation::isFreemail);
    this.inside = inside;
  }

  void look(int user, Optional<Mistake> mistake, Letter letter, Recollection known) {
    Addressing addressing =
        new Addressing(letter, known, Answers.none(), Map.of(), inside, List.of(), Set.of());
    List<Finding> findings = new ArrayList<>(doubts.of(addressing));
    findings.addAll(UnansweredAddresses.of(addressing));
    said.add(
        new Said(
            user,
            mistake,
            findings.stream()
                .filter(finding -> finding.confidence() >= HELD)
                .map(Finding::kind)
                .collect(Collectors.toSet())));
  }

  /** Share of the untouched messages of which each kind was said. */
  Map<FindingKind, Share> wrongly(int users) {
    Map<FindingKind, Share> shares = new TreeMap<>();
    for (FindingKind kind : KINDS) {
      Share.Counter counter = new Share.Counter(users);
      said.stream()
          .filter(one -> one.mistake().isEmpty())
          .forEach(one -> counter.count(one.user(), one.kinds().contains(kind)));
      shares.put(kind, counter.share());
    }
    return shares;
  }
}
