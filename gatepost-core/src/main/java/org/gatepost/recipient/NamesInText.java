package org.gatepost.recipient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatepost.correspondence.Nicknames;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.mail.Address;

/** Which recipients the text names, greets and quotes, and whom else it names instead. */
final class NamesInText {
  private static final int SHORTEST_IN_LOCAL_PART = 4;
  private static final int SHORTEST_SURNAME = 3;

  private final List<Address> people;
  private final Recollection known;
  private final Wording text;
  private final boolean[] named;
  private final boolean[] greeted;
  private final boolean[] quoted;
  private final boolean[] quotedAuthor;
  private final boolean anyGreeted;
  private final boolean strangerGreeted;
  private final boolean authorPresent;
  private final boolean authorAbsent;
  private final boolean firstWordIsContact;

  NamesInText(RecipientSigns.Letter letter, Recollection known) {
    this.people = letter.recipients();
    this.known = known;
    this.text = letter.wording();
    int n = people.size();
    named = new boolean[n];
    greeted = new boolean[n];
    quoted = new boolean[n];
    quotedAuthor = new boolean[n];
    boolean somebodyGreeted = false;
    boolean present = false;
    List<Set<String>> inQuotes = text.quotedPeople();
    for (int i = 0; i < n; i++) {
      PersonName name = known.name(people.get(i));
      named[i] = isNamed(name);
      for (String word : text.greeted()) {
        greeted[i] |= RecipientSigns.bearsName(name, word);
      }
      somebodyGreeted |= greeted[i];
      for (int q = 0; q < inQuotes.size(); q++) {
        if (isPerson(people.get(i), name, inQuotes.get(q))) {
          quoted[i] = true;
          quotedAuthor[i] |= q == 0 && text.hasQuotedAuthor();
        }
      }
      present |= quotedAuthor[i];
    }
    anyGreeted = somebodyGreeted;
    strangerGreeted =
        !somebodyGreeted && text.greeted().stream().anyMatch(known.namesakes()::containsKey);
    authorPresent = present;
    authorAbsent = !present && text.hasQuotedAuthor() && isContact(inQuotes.getFirst());
    firstWordIsContact = text.firstWords().stream().anyMatch(known.namesakes()::containsKey);
  }

  private boolean isNamed(PersonName name) {
    return !name.last().isEmpty() && text.containsNear(name.first(), name.last());
  }

  static boolean isPerson(Address person, PersonName name, Set<String> words) {
    if (words.contains(person.toString().toLowerCase(Locale.ROOT))) {
      return true;
    }
    if (name.last().isEmpty() || !words.contains(name.last())) {
      return false;
    }
    return words.stream().anyMatch(word -> Nicknames.same(word, name.first()));
  }

  /** True when the words name one of the sender's contacts in full. */
  private boolean isContact(Set<String> words) {
    for (String word : words) {
      for (Namesake contact : known.namesakes().getOrDefault(word, List.of())) {
        if (!contact.address().equals(known.sender())
            && contact.name().words().stream().filter(words::contains).count() >= 2) {
          return true;
        }
      }
    }
    return false;
  }

  void fill(RecipientSigns.Row row, int i) {
    Address person = people.get(i);
    PersonName name = known.name(person);
    String last = name.last();
    boolean tellingSurname = last.length() >= SHORTEST_SURNAME;
    row.put(Sign.NAMED, named[i]);
    row.put(Sign.SURNAME_NAMED, tellingSurname ? (text.contains(last) ? 1 : 0) : -1);
    row.put(Sign.ADDRESS_NAMED, text.mentions(person));
    row.put(Sign.LOCAL_PART_NAMED, localPartNamed(person));
    row.put(Sign.OTHERS_NAMED, count(named) - (named[i] ? 1 : 0));
    row.put(Sign.GREETING, !text.greeted().isEmpty());
    row.put(Sign.GREETED, greeted[i]);
    row.put(Sign.OTHER_GREETED, !greeted[i] && anyGreeted);
    row.put(Sign.STRANGER_GREETED, strangerGreeted);
    row.put(Sign.NOBODY_GREETED, !text.greeted().isEmpty() && !anyGreeted);
    row.put(
        Sign.FIRST_WORD,
        text.firstWords().stream().anyMatch(word -> RecipientSigns.bearsName(name, word)));
    row.put(Sign.FIRST_WORD_IS_CONTACT, firstWordIsContact);
    row.put(Sign.FIRST_NAME_IN_OWN_TEXT, firstNameInOwnText(name));
    row.put(Sign.SURNAME_IN_OWN_TEXT, tellingSurname && text.ownTextContains(last));
    row.put(Sign.QUOTATION, text.hasQuotation());
    row.put(Sign.QUOTED, quoted[i]);
    row.put(Sign.QUOTED_AUTHOR, quotedAuthor[i]);
    row.put(Sign.OTHERS_QUOTED, count(quoted) - (quoted[i] ? 1 : 0));
    row.put(Sign.HAS_QUOTED_AUTHOR, text.hasQuotedAuthor());
    row.put(Sign.QUOTED_AUTHOR_PRESENT, authorPresent);
    row.put(Sign.QUOTED_AUTHOR_ABSENT, authorAbsent);
  }

  private boolean firstNameInOwnText(PersonName name) {
    if (name.first().length() < 2) {
      return false;
    }
    List<String> forms = new ArrayList<>(Nicknames.of(name.first()));
    forms.add(name.first());
    return forms.stream().anyMatch(text::ownTextContains);
  }

  /**
   * Share of the local part that a word of the text covers: {@code diebold} in {@code fdiebold}.
   */
  private double localPartNamed(Address person) {
    String local = person.localPart();
    int longest = 0;
    for (int from = 0; from + SHORTEST_IN_LOCAL_PART <= local.length(); from++) {
      for (int to = local.length();
          to - from > Math.max(longest, SHORTEST_IN_LOCAL_PART - 1);
          to--) {
        if (text.contains(local.substring(from, to))) {
          longest = to - from;
        }
      }
    }
    return (double) longest / local.length();
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
