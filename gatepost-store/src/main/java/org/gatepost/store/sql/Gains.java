package org.gatepost.store.sql;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatepost.correspondence.Contact;
import org.gatepost.mail.Domain;
import org.gatepost.store.sql.LearnStatements.Letter;
import org.gatepost.store.sql.LearnStatements.Way;
import org.gatepost.store.sql.RecallStatements.Couple;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** What a batch adds to every table; each table is written by one statement. */
final class Gains {
  private final Rows<Long, GainOfPerson> people = new Rows<>();
  private final Rows<Way, GainOfRelation> relations = new Rows<>();
  private final Rows<ContactName, Boolean> names = new Rows<>();
  private final Rows<CoupleOf, Times> together = new Rows<>();
  private final Rows<DomainOf, Times> domains = new Rows<>();
  private final Rows<Long, Times> strangers = new Rows<>();
  private final Rows<Long, TalkGain> talks = new Rows<>();
  private final Rows<InTalk, Instant> talkers = new Rows<>();
  private final Rows<InTalk, ByAuthor> authors = new Rows<>();
  private final Rows<Long, Place> places = new Rows<>();
  private final Rows<Letter, Instant> letters = new Rows<>();
  private final Rows<Couple, Instant> acquaintances = new Rows<>();
  private final Rows<Long, FileGain> files = new Rows<>();
  private final Rows<InCase, PartyGain> parties = new Rows<>();
  private @Nullable Instant firstIn;
  private @Nullable Instant lastIn;

  private record ContactName(long sender, String word, long person) {}

  private record Spelling(int key, long person) {}

  private record CoupleOf(long sender, Couple couple) {}

  private record DomainOf(long sender, Domain domain) {}

  /** How often, and when last. */
  private record Times(int times, Instant last) {
    Times and(Times other) {
      return new Times(times + other.times, GainOfPerson.later(last, other.last));
    }
  }

  private record TalkGain(boolean outsiders, Instant last) {
    TalkGain and(TalkGain other) {
      return new TalkGain(outsiders || other.outsiders, GainOfPerson.later(last, other.last));
    }
  }

  private record InTalk(long talk, long person) {}

  private record ByAuthor(long author, Instant at) {}

  private record Place(long talk, Instant at) {}

  private record FileGain(int messages, boolean complete, Instant last) {
    FileGain and(FileGain other) {
      return new FileGain(
          messages + other.messages,
          complete && other.complete,
          GainOfPerson.later(last, other.last));
    }
  }

  private record InCase(long reference, long person) {}

  private record PartyGain(int writtenTo, int wrote, Instant last) {
    PartyGain and(PartyGain other) {
      return new PartyGain(
          writtenTo + other.writtenTo, wrote + other.wrote, GainOfPerson.later(last, other.last));
    }
  }

  Optional<GainOfPerson> person(long number) {
    return people.find(number);
  }

  GainOfPerson person(long number, Supplier<GainOfPerson> first) {
    return people.row(number, _ -> first.get());
  }

  GainOfRelation relation(Way way) {
    return relations.row(way, _ -> new GainOfRelation());
  }

  void contactName(long sender, String word, long person) {
    names.row(new ContactName(sender, word, person), _ -> true);
  }

  void together(long sender, Couple couple, Instant when) {
    together.add(new CoupleOf(sender, couple), new Times(1, when), Times::and);
  }

  void domain(long sender, Domain domain, Instant when) {
    domains.add(new DomainOf(sender, domain), new Times(1, when), Times::and);
  }

  void unasked(long person, Instant when) {
    strangers.add(person, new Times(1, when), Times::and);
  }

  void cameIn(Instant when) {
    firstIn = firstIn != null && firstIn.isBefore(when) ? firstIn : when;
    lastIn = GainOfPerson.later(lastIn, when);
  }

  void talk(long talk, boolean outsider, Instant when) {
    talks.add(talk, new TalkGain(outsider, when), TalkGain::and);
  }

  void talker(long talk, long person, Instant when) {
    talkers.add(new InTalk(talk, person), when, GainOfPerson::later);
  }

  void author(long talk, long reader, long author, Instant when) {
    authors.add(
        new InTalk(talk, reader),
        new ByAuthor(author, when),
        (before, now) -> now.at().isBefore(before.at()) ? before : now);
  }

  void place(long message, long talk, Instant when) {
    places.row(message, _ -> new Place(talk, when));
  }

  void letter(Letter letter, Instant when) {
    letters.add(letter, when, GainOfPerson::later);
  }

  void acquaintance(Couple couple, Instant when) {
    acquaintances.add(couple, when, GainOfPerson::later);
  }

  void caseFile(long reference, int messages, boolean complete, Instant when) {
    files.add(reference, new FileGain(messages, complete, when), FileGain::and);
  }

  void caseParty(long reference, long person, int writtenTo, int wrote, Instant when) {
    parties.add(
        new InCase(reference, person), new PartyGain(writtenTo, wrote, when), PartyGain::and);
  }

  void write(Handle handle) {
    writePeople(handle);
    writeCounts(handle);
    writeTalks(handle);
    writeCases(handle);
  }

  private static Update update(Handle handle, String name) {
    return handle
        .createUpdate(LearnStatements.SQL.get(name))
        .bind("organisation", CorrespondenceKeys.ORGANISATION);
  }

  private void writePeople(Handle handle) {
    if (!people.isEmpty()) {
      update(handle, "correspondent")
          .bind("persons", people.longs((person, _) -> person))
          .bind("addresses", people.texts((_, gain) -> gain.address().toString()))
          .bind("words", people.texts((_, gain) -> String.join(" ", gain.name().words())))
          .bind("named", people.truths((_, gain) -> gain.named()))
          .bind("written_to", people.integers((_, gain) -> gain.writtenTo()))
          .bind("wrote", people.integers((_, gain) -> gain.wrote()))
          .bind("senders", people.integers((_, gain) -> gain.senders()))
          .bind("last_seen", people.instants((_, gain) -> gain.lastSeen()))
          .bind("last_wrote", people.instants((_, gain) -> gain.lastWrote()))
          .bind("sent_messages", people.integers((_, gain) -> gain.messages()))
          .bind("with_somebody_new", people.integers((_, gain) -> gain.withSomebodyNew()))
          .bind("people", people.integers((_, gain) -> gain.people()))
          .execute();
    }
    Rows<Spelling, Boolean> spellings = spellings();
    if (!spellings.isEmpty()) {
      update(handle, "spelling")
          .bind("keys", spellings.integers((spelling, _) -> spelling.key()))
          .bind("persons", spellings.longs((spelling, _) -> spelling.person()))
          .execute();
    }
  }

  private Rows<Spelling, Boolean> spellings() {
    Rows<Spelling, Boolean> found = new Rows<>();
    people.forEach(
        (person, gain) -> {
          if (gain.isNew()) {
            CorrespondenceKeys.spellings(gain.address())
                .forEach(key -> found.row(new Spelling(key, person), _ -> true));
          }
        });
    return found;
  }

  private void writeCounts(Handle handle) {
    if (!relations.isEmpty()) {
      update(handle, "relation")
          .bind("senders", relations.longs((way, _) -> way.sender()))
          .bind("persons", relations.longs((way, _) -> way.person()))
          .bind("sent", relations.integers((_, gain) -> gain.relation().sent()))
          .bind("sent_lately", relations.doubles((_, gain) -> gain.relation().sentLately()))
          .bind("alone", relations.integers((_, gain) -> gain.relation().alone()))
          .bind("first_sent", relations.instants((_, gain) -> gain.relation().firstSent()))
          .bind("last_sent", relations.instants((_, gain) -> gain.relation().lastSent()))
          .bind("answered", relations.integers((_, gain) -> gain.relation().answered()))
          .bind("answered_lately", relations.doubles((_, gain) -> gain.relation().answeredLately()))
          .bind("last_answer", relations.instants((_, gain) -> gain.relation().lastAnswer()))
          .bind("half_life", (double) Contact.HALF_LIFE.toSeconds())
          .execute();
    }
    if (!names.isEmpty()) {
      update(handle, "contact_name")
          .bind("senders", names.longs((name, _) -> name.sender()))
          .bind("words", names.texts((name, _) -> name.word()))
          .bind("persons", names.longs((name, _) -> name.person()))
          .execute();
    }
    if (!together.isEmpty()) {
      update(handle, "together")
          .bind("senders", together.longs((key, _) -> key.sender()))
          .bind("ones", together.longs((key, _) -> key.couple().one()))
          .bind("others", together.longs((key, _) -> key.couple().other()))
          .bind("times", together.integers((_, times) -> times.times()))
          .bind("lasts", together.instants((_, times) -> Optional.of(times.last())))
          .execute();
    }
    if (!domains.isEmpty()) {
      update(handle, "domain_use")
          .bind("senders", domains.longs((key, _) -> key.sender()))
          .bind("domains", domains.texts((key, _) -> key.domain().name()))
          .bind("times", domains.integers((_, times) -> times.times()))
          .bind("lasts", domains.instants((_, times) -> Optional.of(times.last())))
          .execute();
    }
    if (!strangers.isEmpty()) {
      update(handle, "stranger")
          .bind("persons", strangers.longs((person, _) -> person))
          .bind("times", strangers.integers((_, times) -> times.times()))
          .bind("lasts", strangers.instants((_, times) -> Optional.of(times.last())))
          .execute();
    }
    if (firstIn != null && lastIn != null) {
      update(handle, "inbound")
          .bind("first", Sql.at(firstIn))
          .bind("last", Sql.at(lastIn))
          .execute();
    }
  }

  private void writeTalks(Handle handle) {
    if (!talks.isEmpty()) {
      update(handle, "talk")
          .bind("talks", talks.longs((talk, _) -> talk))
          .bind("outsiders", talks.truths((_, gain) -> gain.outsiders()))
          .bind("lasts", talks.instants((_, gain) -> Optional.of(gain.last())))
          .execute();
    }
    if (!talkers.isEmpty()) {
      update(handle, "talk_person")
          .bind("talks", talkers.longs((key, _) -> key.talk()))
          .bind("persons", talkers.longs((key, _) -> key.person()))
          .bind("lasts", talkers.instants((_, last) -> Optional.of(last)))
          .execute();
    }
    if (!authors.isEmpty()) {
      update(handle, "talk_author")
          .bind("talks", authors.longs((key, _) -> key.talk()))
          .bind("readers", authors.longs((key, _) -> key.person()))
          .bind("authors", authors.longs((_, by) -> by.author()))
          .bind("ats", authors.instants((_, by) -> Optional.of(by.at())))
          .execute();
    }
    if (!places.isEmpty()) {
      update(handle, "talk_message")
          .bind("messages", places.longs((message, _) -> message))
          .bind("talks", places.longs((_, place) -> place.talk()))
          .bind("ats", places.instants((_, place) -> Optional.of(place.at())))
          .execute();
    }
    if (!letters.isEmpty()) {
      update(handle, "letter")
          .bind("talks", letters.longs((letter, _) -> letter.talk()))
          .bind("senders", letters.longs((letter, _) -> letter.sender()))
          .bind("persons", letters.longs((letter, _) -> letter.person()))
          .bind("ats", letters.instants((_, at) -> Optional.of(at)))
          .execute();
    }
    if (!acquaintances.isEmpty()) {
      update(handle, "acquaintance")
          .bind("ones", acquaintances.longs((couple, _) -> couple.one()))
          .bind("others", acquaintances.longs((couple, _) -> couple.other()))
          .bind("lasts", acquaintances.instants((_, last) -> Optional.of(last)))
          .execute();
    }
  }

  private void writeCases(Handle handle) {
    if (!files.isEmpty()) {
      update(handle, "case_file")
          .bind("references", files.longs((reference, _) -> reference))
          .bind("times", files.integers((_, gain) -> gain.messages()))
          .bind("complete", files.truths((_, gain) -> gain.complete()))
          .bind("lasts", files.instants((_, gain) -> Optional.of(gain.last())))
          .execute();
    }
    if (!parties.isEmpty()) {
      update(handle, "case_party")
          .bind("references", parties.longs((key, _) -> key.reference()))
          .bind("persons", parties.longs((key, _) -> key.person()))
          .bind("written_to", parties.integers((_, gain) -> gain.writtenTo()))
          .bind("wrote", parties.integers((_, gain) -> gain.wrote()))
          .bind("lasts", parties.instants((_, gain) -> Optional.of(gain.last())))
          .execute();
    }
  }
}
