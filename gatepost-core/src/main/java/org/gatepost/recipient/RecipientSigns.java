package org.gatepost.recipient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gatepost.correspondence.Contact;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/** Works out the {@link Sign}s of each recipient of a message. */
public final class RecipientSigns {
  /** Stands for the time since something that never happened. */
  public static final float NEVER = 9;

  private final Correspondence correspondence;
  private final Predicate<Domain> freemail;

  public RecipientSigns(Correspondence correspondence, Predicate<Domain> freemail) {
    this.correspondence = correspondence;
    this.freemail = freemail;
  }

  /**
   * A message as it is looked at.
   *
   * @param recipients by person, without doubles
   */
  public record Letter(
      Address sender, List<Address> recipients, SubjectKey subject, Wording wording, Instant when) {
    public Letter {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * The signs of each recipient, in their order.
   *
   * @param known what was asked to work them out
   * @param rows one for each recipient, each as long as there are signs
   */
  public record Read(Recollection known, List<float[]> rows) {}

  public Read read(Letter letter) {
    Recollection known =
        correspondence.recall(
            new Inquiry(
                letter.sender(),
                letter.recipients(),
                askedNames(letter.wording()),
                letter.subject(),
                letter.when()));
    return new Read(known, rows(letter, known, freemail));
  }

  /** The signs of each recipient, from what was asked already. */
  public static List<float[]> rows(Letter letter, Recollection known, Predicate<Domain> freemail) {
    Company company = new Company(letter, known);
    InThread thread = new InThread(letter, known);
    Instead instead = new Instead(letter, known);
    Twins twins = new Twins(letter, known);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < letter.recipients().size(); i++) {
      Row row = new Row();
      tie(row, letter, known, i);
      standing(row, letter, known, i, freemail);
      company.fill(row, i);
      thread.fill(row, i);
      company.names().fill(row, i);
      Likeness.fill(row, letter, known, i);
      twins.fill(row, i);
      instead.fill(row, i);
      row.put(Sign.BOOK, ln(known.habits().people()));
      row.put(Sign.NEW_RATE, known.habits().newRate());
      rows.add(row.values());
    }
    return rows;
  }

  /** Only words that may be names: the greeting and the author of what is quoted. */
  public static Set<String> askedNames(Wording wording) {
    Set<String> names = new LinkedHashSet<>(wording.greeted());
    names.addAll(wording.firstWords());
    if (wording.hasQuotedAuthor()) {
      names.addAll(wording.quotedPeople().getFirst());
    }
    return names;
  }

  private static void tie(Row row, Letter letter, Recollection known, int i) {
    Address person = letter.recipients().get(i);
    Contact contact = known.contact(person);
    Instant now = letter.when();
    row.put(Sign.SENT, ln(contact.sent()));
    row.put(Sign.SENT_LATELY, ln(contact.sentLately()));
    row.put(Sign.DAYS_SINCE_SENT, days(contact.lastSent(), now));
    row.put(Sign.ALONE, ln(contact.alone()));
    row.put(Sign.DAYS_KNOWN, days(contact.firstSent(), now));
    row.put(
        Sign.DAYS_BETWEEN,
        contact
            .firstSent()
            .map(first -> ln(dayCount(first, now) / Math.max(1, contact.sent())))
            .orElse(-1.0));
    row.put(Sign.ANSWERED, ln(contact.answered()));
    row.put(Sign.ANSWERED_LATELY, ln(contact.answeredLately()));
    row.put(Sign.DAYS_SINCE_ANSWER, days(contact.lastAnswer(), now));
    row.put(Sign.SELF, person.equals(known.sender()));
    String surname = known.name(known.sender()).last();
    row.put(Sign.OWN_SURNAME, surname.length() > 3 && person.localPart().contains(surname));
  }

  private static void standing(
      Row row, Letter letter, Recollection known, int i, Predicate<Domain> freemail) {
    Address person = letter.recipients().get(i);
    var standing = known.standing(person);
    row.put(Sign.HERE_WRITTEN_TO, ln(standing.writtenTo()));
    row.put(Sign.HERE_WROTE, ln(standing.wrote()));
    row.put(Sign.HERE_SENDERS, ln(standing.senders()));
    row.put(Sign.HERE_UNKNOWN, standing.uses() == 0);
    row.put(
        Sign.HERE_DAYS_SINCE,
        standing.lastSeen().map(last -> ln(dayCount(last, letter.when()))).orElse(-1.0));
    var domain = known.domain(person.domain());
    row.put(Sign.DOMAIN_BY_SENDER, ln(domain.bySender()));
    row.put(Sign.DOMAIN_HERE, ln(domain.byAnyone()));
    row.put(Sign.DOMAIN_UNKNOWN, domain.byAnyone() == 0);
    row.put(Sign.FREEMAIL, freemail.test(person.domain()));
    row.put(Sign.LIST_NAME, ListName.isLikely(person));
    row.put(Sign.NAME_WORDS, known.name(person).words().size());
  }

  static double ln(double count) {
    return Math.log1p(Math.max(0, count));
  }

  private static double days(Optional<Instant> last, Instant now) {
    return last.map(when -> ln(dayCount(when, now))).orElse((double) NEVER);
  }

  private static double dayCount(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toSeconds()) / 86_400.0;
  }

  static double number(boolean yes) {
    return yes ? 1.0 : 0.0;
  }

  /** The signs of one recipient as they are found. */
  static final class Row {
    private final float[] values = new float[Sign.values().length];

    void put(Sign sign, double value) {
      values[sign.column()] = (float) value;
    }

    void put(Sign sign, boolean yes) {
      put(sign, number(yes));
    }

    float[] values() {
      return values;
    }
  }

  /** The given name or a form of it, of at least two letters. */
  static boolean bearsName(PersonName name, String word) {
    for (String own : name.words()) {
      if (own.length() > 1 && org.gatepost.correspondence.Nicknames.same(own, word)) {
        return true;
      }
    }
    return false;
  }
}
