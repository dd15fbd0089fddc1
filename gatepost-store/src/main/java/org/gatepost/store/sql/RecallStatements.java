package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Habits;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.MessageKey;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.correspondence.Recollection.Conversation.Basis;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.jdbi.v3.core.Handle;

/**
 * The statements behind one question; each is run at most once. What is asked for is empty until
 * {@link #send()}, so that as much as possible travels together.
 */
final class RecallStatements {
  /** Candidates for being spelled alike that are compared letter by letter. */
  private static final int MOST_CANDIDATES = 500;

  /** People under one key; thousands may share a local part such as {@code info}. */
  private static final int MOST_ALIKE = 64;

  /** Bearers of one name, those first to whom the sender writes most. */
  private static final int MOST_NAMESAKES = 20;

  private static final int ANSWERED_WITHIN_DAYS = 30;

  private static final Statements SQL = Statements.in("recall.sql");

  private final Handle handle;
  private final long self;
  private Bundle bundle;

  RecallStatements(Handle handle, long self) {
    this.handle = handle;
    this.self = self;
    this.bundle = bundle();
  }

  private Bundle bundle() {
    return new Bundle(handle, SQL, "settings");
  }

  private Bundle ask(String name, Bundle.RowReader reader) {
    return bundle
        .ask(name, reader)
        .bind("organisation", Sql.integer(CorrespondenceKeys.ORGANISATION));
  }

  private Bundle askOfSelf(String name, Bundle.RowReader reader) {
    return ask(name, reader).bind("self", Sql.number(self));
  }

  /** Asks the database for everything that was asked for since the last time. */
  void send() {
    Bundle asked = bundle;
    bundle = bundle();
    asked.send();
  }

  /** The number of whoever asks. */
  long self() {
    return self;
  }

  /** Somebody who is known, what they do as a sender, and what the sender and they wrote. */
  record Met(KnownPerson person, Habits habits, Relation relation) {
    private static Met read(ResultSet row) throws SQLException {
      int messages = row.getInt("messages");
      double newRate = (row.getInt("with_somebody_new") + 1.0) / (messages + 5.0);
      return new Met(
          KnownPerson.read(row),
          new Habits(messages, row.getInt("people"), newRate),
          Relation.read(row));
    }
  }

  /** Those of these people who are known, by their numbers. */
  Map<Long, Met> people(Collection<Long> persons) {
    Map<Long, Met> found = new HashMap<>();
    askOfSelf("people", row -> found.put(row.getLong("person"), Met.read(row)))
        .bind("everyone", Sql.longs(persons));
    return found;
  }

  /** What came from these people unasked, and whether mail from outside was ever learned. */
  Strangers strangers(Collection<Long> persons) {
    Strangers found = new Strangers();
    ask("strangers", found::read).bind("persons", Sql.longs(persons));
    return found;
  }

  /** How often something happened: by the sender, and by anybody. */
  record Uses<K>(Map<K, Integer> bySender, Map<K, Integer> byAnyone) {
    Uses() {
      this(new HashMap<>(), new HashMap<>());
    }

    int bySender(K key) {
      return bySender.getOrDefault(key, 0);
    }

    int byAnyone(K key) {
      return byAnyone.getOrDefault(key, 0);
    }
  }

  /** How often people wrote to these domains. */
  Uses<Domain> domains(Set<Domain> domains) {
    Uses<Domain> found = new Uses<>();
    askOfSelf(
            "domains",
            row ->
                (row.getLong("sender") == self ? found.bySender() : found.byAnyone())
                    .put(Domain.of(row.getString("domain")), row.getInt("times")))
        .bind("domains", Sql.strings(domains.stream().map(Domain::name)));
    return found;
  }

  /** Two people's numbers, the smaller first. */
  record Couple(long one, long other) {
    static Couple of(long a, long b) {
      return a < b ? new Couple(a, b) : new Couple(b, a);
    }
  }

  /** How often two people were in one message. */
  Uses<Couple> together(Collection<Couple> couples) {
    Uses<Couple> found = new Uses<>();
    if (!couples.isEmpty()) {
      askOfSelf(
              "together",
              row -> {
                Couple couple = new Couple(row.getLong("one"), row.getLong("other"));
                found.byAnyone().put(couple, row.getInt("by_anyone"));
                found.bySender().put(couple, row.getInt("by_sender"));
              })
          .bind("ones", Sql.longs(couples.stream().map(Couple::one).toList()))
          .bind("others", Sql.longs(couples.stream().map(Couple::other).toList()));
    }
    return found;
  }

  /** Known people who may be spelled like one of these. */
  List<KnownPerson> neighbours(Collection<Address> asked) {
    List<KnownPerson> found = new ArrayList<>();
    if (!asked.isEmpty()) {
      Set<Integer> keys = new LinkedHashSet<>();
      asked.forEach(address -> keys.addAll(CorrespondenceKeys.spellings(address)));
      askOfSelf("neighbours", row -> found.add(KnownPerson.read(row)))
          .bind("keys", Sql.numbers(List.copyOf(keys)))
          .bind("most_candidates", Sql.integer(MOST_CANDIDATES))
          .bind("most_alike", Sql.integer(MOST_ALIKE));
    }
    return found;
  }

  /** The sender's contacts by the words of their names and by how their addresses begin. */
  Map<String, List<Met>> namesakes(Set<String> words) {
    Map<String, List<Met>> found = new HashMap<>();
    if (!words.isEmpty()) {
      askOfSelf(
              "namesakes",
              row -> {
                Met bearer = Met.read(row);
                Sql.textList(row, "found_by")
                    .forEach(
                        word -> found.computeIfAbsent(word, _ -> new ArrayList<>()).add(bearer));
              })
          .bind("words", Sql.strings(words.stream()))
          .bind("most_namesakes", Sql.integer(MOST_NAMESAKES));
    }
    return found;
  }

  /** What was said before in the conversation that a message belongs to; one or none. */
  List<Conversation> conversation(Inquiry inquiry, CorrespondenceKeys keys) {
    List<Conversation> found = new ArrayList<>();
    List<MessageKey> references = inquiry.thread().references();
    if (!references.isEmpty() || inquiry.subject().isTelling()) {
      Instant since = inquiry.now().minus(Conversation.FRESH_DAYS, ChronoUnit.DAYS);
      askOfSelf("talk", row -> found.add(conversation(row, inquiry.now())))
          .bind("references", Sql.longs(references.stream().map(keys::message).toList()))
          .bind("subject", Sql.number(subject(inquiry, keys)))
          .bind("since", Sql.at(since))
          .bind("most_talkers", Sql.integer(Conversation.MOST_PEOPLE));
    }
    return found;
  }

  private static Conversation conversation(ResultSet row, Instant now) throws SQLException {
    boolean fresh =
        Sql.instantIfAny(row, "at")
            .map(when -> when.plus(ANSWERED_WITHIN_DAYS, ChronoUnit.DAYS).isAfter(now))
            .orElse(false);
    Optional<Address> author =
        fresh ? Sql.textIfAny(row, "author").map(Sql::address) : Optional.empty();
    Set<Address> talkers = new HashSet<>();
    Sql.textList(row, "talkers").forEach(address -> talkers.add(Sql.address(address)));
    return new Conversation(
        row.getBoolean("by_subject") ? Basis.SUBJECT : Basis.REFERENCES,
        talkers,
        author,
        row.getBoolean("outsiders"));
  }

  /**
   * Who of these people knows whom. Those to whom somebody here has written are believed; the
   * others only in the conversation that is being answered.
   */
  List<Couple> acquaintances(Inquiry inquiry, CorrespondenceKeys keys, Collection<Long> readers) {
    List<Couple> found = new ArrayList<>();
    if (readers.size() > 1) {
      ThreadMarks thread = inquiry.thread();
      Optional<MessageKey> otherwise =
          thread.references().stream().findFirst().or(() -> thread.own());
      ask("acquaintances", row -> found.add(new Couple(row.getLong("one"), row.getLong("other"))))
          .bind("references", Sql.longs(thread.references().stream().map(keys::message).toList()))
          .bind("otherwise", Sql.number(otherwise.map(keys::message)))
          .bind("subject", Sql.number(subject(inquiry, keys)))
          .bind("readers", Sql.longs(readers));
    }
    return found;
  }

  private static Optional<Long> subject(Inquiry inquiry, CorrespondenceKeys keys) {
    return inquiry.subject().isTelling()
        ? Optional.of(keys.subject(inquiry.subject()))
        : Optional.empty();
  }

  /** What is known under these references. */
  FilesFound cases(Set<CaseReference> references, CorrespondenceKeys keys) {
    FilesFound found = new FilesFound(references, keys);
    if (!references.isEmpty()) {
      ask("cases", found::read).bind("case_references", Sql.longs(found.numbers()));
    }
    return found;
  }
}
