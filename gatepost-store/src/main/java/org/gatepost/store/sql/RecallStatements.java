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
import org.gatepost.correspondence.CaseFile;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Habits;
import org.gatepost.correspondence.Inbound;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.MessageKey;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.correspondence.Recollection.Conversation.Basis;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The statements behind one question; each is run at most once. */
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

  RecallStatements(Handle handle, long self) {
    this.handle = handle;
    this.self = self;
  }

  private Query query(String name) {
    return handle.createQuery(SQL.get(name)).bind("organisation", CorrespondenceKeys.ORGANISATION);
  }

  static org.jdbi.v3.core.argument.Argument numbers(Collection<Long> numbers) {
    return Sql.array("bigint", numbers.toArray());
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
    query("people")
        .bind("self", self)
        .bind("persons", numbers(persons))
        .map((row, _) -> found.put(row.getLong("person"), Met.read(row)))
        .list();
    return found;
  }

  /**
   * What came from outside unasked.
   *
   * @param inbound whether mail from outside was ever learned
   */
  record Strangers(Map<Long, Stranger> people, Inbound inbound) {}

  /** Somebody who wrote before anybody here had written to them. */
  record Stranger(int unasked, Instant last) {}

  Strangers strangers(Collection<Long> persons) {
    Map<Long, Stranger> found = new HashMap<>();
    List<Inbound> inbound = new ArrayList<>();
    query("strangers")
        .bind("persons", numbers(persons))
        .map(
            (row, _) ->
                row.getBoolean("is_inbound")
                    ? inbound.add(
                        new Inbound.Learned(Sql.instant(row, "first"), Sql.instant(row, "last")))
                    : found.put(
                        row.getLong("person"),
                        new Stranger(row.getInt("unasked"), Sql.instant(row, "last"))))
        .list();
    return new Strangers(found, inbound.isEmpty() ? new Inbound.None() : inbound.getFirst());
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

  private <K> @Nullable Integer count(Uses<K> uses, ResultSet row, K key) throws SQLException {
    boolean own = row.getLong("sender") == self;
    return (own ? uses.bySender() : uses.byAnyone()).put(key, row.getInt("times"));
  }

  /** How often people wrote to these domains. */
  Uses<Domain> domains(Set<Domain> domains) {
    Uses<Domain> found = new Uses<>();
    query("domains")
        .bind("self", self)
        .bind("domains", Sql.strings(domains.stream().map(Domain::name)))
        .map((row, _) -> Optional.ofNullable(count(found, row, Domain.of(row.getString("domain")))))
        .list();
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
      query("together")
          .bind("self", self)
          .bind("ones", numbers(couples.stream().map(Couple::one).toList()))
          .bind("others", numbers(couples.stream().map(Couple::other).toList()))
          .map(
              (row, _) ->
                  Optional.ofNullable(
                      count(found, row, new Couple(row.getLong("one"), row.getLong("other")))))
          .list();
    }
    return found;
  }

  /** Known people who may be spelled like one of these. */
  List<KnownPerson> neighbours(Collection<Address> asked) {
    if (asked.isEmpty()) {
      return List.of();
    }
    Set<Integer> keys = new LinkedHashSet<>();
    asked.forEach(address -> keys.addAll(CorrespondenceKeys.spellings(address)));
    return query("neighbours")
        .bind("self", self)
        .bind("keys", Sql.numbers(List.copyOf(keys)))
        .bind("most", MOST_CANDIDATES)
        .bind("most_alike", MOST_ALIKE)
        .map((row, _) -> KnownPerson.read(row))
        .list();
  }

  /** The sender's contacts by the words of their names and by how their addresses begin. */
  Map<String, List<Met>> namesakes(Set<String> words) {
    Map<String, List<Met>> found = new HashMap<>();
    if (!words.isEmpty()) {
      query("namesakes")
          .bind("self", self)
          .bind("words", Sql.strings(words.stream()))
          .bind("most", MOST_NAMESAKES)
          .map(
              (row, _) ->
                  found
                      .computeIfAbsent(row.getString("word"), _ -> new ArrayList<>())
                      .add(Met.read(row)))
          .list();
    }
    return found;
  }

  /** What was said before in the conversation that a message belongs to. */
  Optional<Conversation> conversation(Inquiry inquiry, CorrespondenceKeys keys) {
    List<MessageKey> references = inquiry.thread().references();
    if (references.isEmpty() && !inquiry.subject().isTelling()) {
      return Optional.empty();
    }
    return query("talk")
        .bind("self", self)
        .bind("references", numbers(references.stream().map(keys::message).toList()))
        .bind("subject", subject(inquiry, keys).orElse(null))
        .map((row, _) -> conversation(row, inquiry.now()))
        .findFirst();
  }

  private Conversation conversation(ResultSet row, Instant now) throws SQLException {
    Optional<Instant> at = Sql.instantIfAny(row, "at");
    boolean fresh =
        at.map(when -> when.plus(ANSWERED_WITHIN_DAYS, ChronoUnit.DAYS).isAfter(now)).orElse(false);
    Optional<Address> author =
        fresh ? Sql.textIfAny(row, "author").map(Sql::address) : Optional.empty();
    return new Conversation(
        row.getBoolean("by_subject") ? Basis.SUBJECT : Basis.REFERENCES,
        talkers(row.getLong("talk"), now.minus(Conversation.FRESH_DAYS, ChronoUnit.DAYS)),
        author,
        row.getBoolean("outsiders"));
  }

  private Set<Address> talkers(long talk, Instant since) {
    return new HashSet<>(
        query("talkers")
            .bind("talk", talk)
            .bind("since", Sql.at(since))
            .bind("most", Conversation.MOST_PEOPLE)
            .map((row, _) -> Sql.address(row.getString("address")))
            .list());
  }

  /**
   * Who of these people knows whom.
   *
   * @param believed those to whom somebody here has written; the others are believed only in the
   *     conversation that is being answered
   */
  List<Couple> acquaintances(
      Inquiry inquiry, CorrespondenceKeys keys, Collection<Long> persons, Set<Long> believed) {
    if (persons.size() < 2) {
      return List.of();
    }
    ThreadMarks thread = inquiry.thread();
    Optional<MessageKey> otherwise =
        thread.references().stream().findFirst().or(() -> thread.own());
    return query("acquaintances")
        .bind("references", numbers(thread.references().stream().map(keys::message).toList()))
        .bind("otherwise", otherwise.map(keys::message).orElse(null))
        .bind("subject", subject(inquiry, keys).orElse(null))
        .bind("believed", numbers(believed))
        .bind("persons", numbers(persons))
        .map((row, _) -> new Couple(row.getLong("one"), row.getLong("other")))
        .list();
  }

  private static Optional<Long> subject(Inquiry inquiry, CorrespondenceKeys keys) {
    return inquiry.subject().isTelling()
        ? Optional.of(keys.subject(inquiry.subject()))
        : Optional.empty();
  }

  Map<CaseReference, CaseFile> cases(Set<CaseReference> references, CorrespondenceKeys keys) {
    Map<Long, CaseReference> asked = new HashMap<>();
    references.forEach(reference -> asked.put(keys.reference(reference), reference));
    if (asked.isEmpty()) {
      return Map.of();
    }
    Map<Long, CaseFile> files = new HashMap<>();
    Map<Long, Map<Address, CaseFile.Party>> parties = new HashMap<>();
    query("cases")
        .bind("references", numbers(asked.keySet()))
        .map(
            (row, _) -> {
              long file = row.getLong("reference");
              Optional<String> address = Sql.textIfAny(row, "address");
              if (address.isPresent()) {
                parties
                    .computeIfAbsent(file, _ -> new HashMap<>())
                    .put(Sql.address(address.get()), party(row));
              }
              CaseFile alone =
                  new CaseFile(row.getInt("messages"), Map.of(), row.getBoolean("complete"));
              return Optional.ofNullable(files.put(file, alone));
            })
        .list();
    Map<CaseReference, CaseFile> found = new HashMap<>();
    asked.forEach(
        (number, reference) -> {
          CaseFile file = files.get(number);
          if (file != null) {
            found.put(
                reference,
                new CaseFile(
                    file.messages(), parties.getOrDefault(number, Map.of()), file.complete()));
          }
        });
    return found;
  }

  private static CaseFile.Party party(ResultSet row) throws SQLException {
    return new CaseFile.Party(
        row.getInt("written_to"), row.getInt("wrote"), Sql.instant(row, "last"));
  }
}
