package org.gatepost.recipient;

import static org.gatepost.recipient.RecipientSigns.ln;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatepost.correspondence.Alternatives;
import org.gatepost.correspondence.Contact;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.mail.Address;

/** Whether somebody whom one may take for a recipient would fit better in their place. */
final class Instead {
  /** Keeps the logarithm of nothing at bay: a twentieth of a message. */
  private static final double HARDLY = 0.05;

  private static final double NOBODY = -9;

  private final RecipientSigns.Letter letter;
  private final Recollection known;

  Instead(RecipientSigns.Letter letter, Recollection known) {
    this.letter = letter;
    this.known = known;
  }

  /**
   * How well somebody fits a message.
   *
   * @param lately logarithm of how much was written of late
   * @param days since they last wrote to each other, logarithm
   * @param together share of the sender's messages to one of the other recipients that went to both
   */
  private record Fit(
      double lately,
      double days,
      boolean inThread,
      boolean author,
      boolean quoted,
      boolean greeted,
      boolean named,
      double together) {
    static final Fit NONE = new Fit(-3, RecipientSigns.NEVER, false, false, false, false, false, 0);

    /** A rough sum to compare by; the trees weigh it among the other signs. */
    double sum() {
      return lately
          - 0.3 * days
          + (inThread ? 1.5 : 0)
          + (author ? 2 : 0)
          + (quoted ? 1.5 : 0)
          + (greeted ? 1.5 : 0)
          + (named ? 1 : 0)
          + 3 * together;
    }

    /** The best of both in every respect. */
    Fit or(Fit other) {
      return new Fit(
          Math.max(lately, other.lately),
          Math.min(days, other.days),
          inThread || other.inThread,
          author || other.author,
          quoted || other.quoted,
          greeted || other.greeted,
          named || other.named,
          Math.max(together, other.together));
    }
  }

  void fill(RecipientSigns.Row row, int i) {
    Address person = letter.recipients().get(i);
    Contact contact = known.contact(person);
    row.put(Sign.WITH_SENDER, ln(known.together(known.sender(), person).byAnyone()));
    List<Namesake> others = known.alternatives().getOrDefault(person, List.of());
    Fit own = fit(person, known.name(person), contact, person);
    Fit best = Fit.NONE;
    double bestSum = NOBODY;
    double written = contact.sentLately();
    for (Namesake other : others) {
      Fit fit = fit(other.address(), other.name(), other.contact(), person);
      best = best.or(fit);
      bestSum = Math.max(bestSum, fit.sum());
      written += other.contact().sentLately();
    }
    row.put(Sign.INSTEAD_COUNT, others.size());
    row.put(Sign.INSTEAD_LATELY, best.lately());
    row.put(Sign.INSTEAD_LATELY_GAP, best.lately() - own.lately());
    row.put(Sign.INSTEAD_SHARE, contact.sentLately() / (written + 0.1));
    row.put(Sign.INSTEAD_QUOTED, best.quoted());
    row.put(Sign.INSTEAD_GREETED, best.greeted());
    row.put(Sign.INSTEAD_NAMED, best.named());
    row.put(Sign.INSTEAD_TOGETHER, best.together());
    row.put(Sign.INSTEAD_TOGETHER_GAP, best.together() - own.together());
    row.put(Sign.INSTEAD_DAYS_GAP, best.days() - own.days());
    row.put(Sign.INSTEAD_FIT, bestSum);
    row.put(Sign.INSTEAD_FIT_GAP, bestSum - own.sum());
  }

  /** How well somebody fits in the place of a recipient. */
  private Fit fit(Address somebody, PersonName name, Contact contact, Address place) {
    Wording text = letter.wording();
    Optional<Conversation> conversation = known.conversation();
    return new Fit(
        Math.log(contact.sentLately() + contact.answeredLately() / 2 + HARDLY),
        days(contact),
        conversation.map(Conversation::people).filter(all -> all.contains(somebody)).isPresent(),
        conversation.flatMap(Conversation::author).filter(somebody::equals).isPresent(),
        text.hasQuotedAuthor()
            && NamesInText.isPerson(somebody, name, text.quotedPeople().getFirst()),
        text.greeted().stream().anyMatch(word -> RecipientSigns.bearsName(name, word)),
        !name.last().isEmpty() && text.containsNear(name.first(), name.last()),
        together(somebody, contact, place));
  }

  private double days(Contact contact) {
    Optional<Instant> last =
        Stream.concat(contact.lastSent().stream(), contact.lastAnswer().stream())
            .max(Instant::compareTo);
    return last.map(when -> ln(Duration.between(when, letter.when()).toSeconds() / 86_400.0))
        .orElse((double) RecipientSigns.NEVER);
  }

  private double together(Address somebody, Contact contact, Address place) {
    int n = letter.recipients().size();
    if (!Alternatives.areCompared(n)) {
      return 0;
    }
    double shares = 0;
    for (Address beside : letter.recipients()) {
      if (!beside.equals(place)) {
        int rarer = Math.min(contact.sent(), known.contact(beside).sent());
        shares += known.together(somebody, beside).bySender() / (rarer + 1.0);
      }
    }
    return shares / (n - 1);
  }
}
