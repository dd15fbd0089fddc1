package org.gatepost.store.sql;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatepost.correspondence.ContactKeys;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.PersonName;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import org.gatepost.store.vault.KeyFile;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A history written straight into correspondence's tables, as learning it would leave them:
 * learning ten million relations takes hours. Only mail that was sent, without references and case
 * numbers. The tables are made unlogged, which only writing notices.
 */
public final class HistoryTables {
  private static final List<String> TABLES =
      List.of(
          "correspondent",
          "spelling",
          "relation",
          "contact_name",
          "together",
          "domain_use",
          "talk",
          "talk_person");

  private final Connection connection;
  private final CorrespondenceKeys keys;
  private final History history;
  private final Map<Address, Person> people = new HashMap<>();
  private final List<Address> known = new ArrayList<>();
  private final Map<String, Times> domains = new HashMap<>();

  /** What happened, one sender after the other; each sender's messages in the order of time. */
  public interface History {
    int senders();

    List<Exchange> sentBy(int sender);
  }

  private static final class Person {
    private final long number;
    private final int place;
    private final PersonName name;
    private int writtenTo;
    private int wrote;
    private int senders;
    private int met;
    private int withSomebodyNew;
    private Instant lastSeen = Instant.MIN;
    private Instant lastWrote = Instant.MIN;

    private Person(long number, int place, PersonName name) {
      this.number = number;
      this.place = place;
      this.name = name;
    }
  }

  private record Times(int times, Instant last) {
    Times and(Times other) {
      return new Times(times + other.times, later(last, other.last));
    }
  }

  private HistoryTables(Connection connection, CorrespondenceKeys keys, History history) {
    this.connection = connection;
    this.keys = keys;
    this.history = history;
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }

  /** Fills empty tables; returns the number of relations. */
  public static long fill(Connection connection, Path keyFile, History history)
      throws SQLException {
    return new HistoryTables(connection, new CorrespondenceKeys(KeyFile.read(keyFile)), history)
        .fill();
  }

  private long fill() throws SQLException {
    Map<String, String> primaryKeys = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET maintenance_work_mem = '512MB'");
      statement.execute("SET synchronous_commit = off");
      for (String table : TABLES) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '"
                    + table
                    + "_pkey'")) {
          row.next();
          primaryKeys.put(table, row.getString(1));
        }
        statement.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + table + "_pkey");
        statement.execute("ALTER TABLE " + table + " SET UNLOGGED");
      }
      long relations = relations();
      together();
      perSender("contact_name", this::names);
      perSender("domain_use", this::domains);
      talks();
      everybody();
      for (Map.Entry<String, String> key : primaryKeys.entrySet()) {
        statement.execute("ALTER TABLE " + key.getKey() + " ADD " + key.getValue());
      }
      statement.execute("VACUUM ANALYZE");
      statement.execute("CHECKPOINT");
      return relations;
    }
  }

  private Person person(Address address) {
    return people.computeIfAbsent(
        address,
        _ -> {
          known.add(address);
          return new Person(keys.person(address), people.size(), PersonName.from(address));
        });
  }

  private static Address sender(List<Exchange> sent) {
    return sent.getFirst().from().address().person();
  }

  private static List<Address> to(Exchange exchange) {
    return exchange.to().stream()
        .map(NamedAddress::address)
        .map(Address::person)
        .distinct()
        .toList();
  }

  private long relations() throws SQLException {
    long count = 0;
    try (Copy rows = new Copy(connection, "relation")) {
      for (int i = 0; i < history.senders(); i++) {
        List<Exchange> sent = history.sentBy(i);
        Person self = person(sender(sent));
        Map<Address, GainOfRelation> relations = new LinkedHashMap<>();
        for (Exchange exchange : sent) {
          Instant when = exchange.when();
          List<Address> to = to(exchange);
          boolean somebodyNew = false;
          for (Address address : to) {
            Person other = person(address);
            boolean first = !relations.containsKey(address);
            relations
                .computeIfAbsent(address, _ -> new GainOfRelation())
                .send(when, to.size() == 1);
            somebodyNew |= first;
            other.writtenTo++;
            other.senders += first ? 1 : 0;
            other.lastSeen = later(other.lastSeen, when);
            domains.merge(address.domain().name(), new Times(1, when), Times::and);
          }
          self.wrote++;
          self.withSomebodyNew += somebodyNew ? 1 : 0;
          self.lastSeen = later(self.lastSeen, when);
          self.lastWrote = later(self.lastWrote, when);
        }
        self.met = relations.size();
        count += relations.size();
        for (Map.Entry<Address, GainOfRelation> one : relations.entrySet()) {
          Relation relation = one.getValue().relation();
          rows.row(
              1,
              self.number,
              person(one.getKey()).number,
              relation.sent(),
              relation.sentLately(),
              relation.alone(),
              relation.firstSent().orElseThrow(),
              relation.lastSent().orElseThrow(),
              0,
              0,
              "\\N");
        }
      }
    }
    return count;
  }

  /**
   * Pairs of recipients are counted once for their sender and once, over all senders, for anybody.
   */
  private void together() throws SQLException {
    long[] shared = new long[1 << 20];
    int used = 0;
    Instant last = Instant.MIN;
    try (Copy rows = new Copy(connection, "together")) {
      for (int i = 0; i < history.senders(); i++) {
        List<Exchange> sent = history.sentBy(i);
        Person self = person(sender(sent));
        Map<Long, Times> own = new LinkedHashMap<>();
        Map<Address, Times> with = new LinkedHashMap<>();
        for (Exchange exchange : sent) {
          List<Address> to = to(exchange);
          last = later(last, exchange.when());
          for (int j = 0; j < to.size(); j++) {
            with.merge(to.get(j), new Times(1, exchange.when()), Times::and);
            for (int k = j + 1; k < to.size(); k++) {
              long pair = pair(person(to.get(j)).place, person(to.get(k)).place);
              own.merge(pair, new Times(1, exchange.when()), Times::and);
              if (used == shared.length) {
                shared = Arrays.copyOf(shared, used * 2);
              }
              shared[used++] = pair;
            }
          }
        }
        for (Map.Entry<Long, Times> one : own.entrySet()) {
          couple(rows, self.number, one.getKey(), one.getValue().times(), one.getValue().last());
        }
        for (Map.Entry<Address, Times> one : with.entrySet()) {
          long pair = pair(self.place, person(one.getKey()).place);
          couple(rows, 0, pair, one.getValue().times(), one.getValue().last());
        }
      }
      Arrays.sort(shared, 0, used);
      for (int from = 0, to = 0; from < used; from = to) {
        while (to < used && shared[to] == shared[from]) {
          to++;
        }
        couple(rows, 0, shared[from], to - from, last);
      }
    }
  }

  private static long pair(int one, int other) {
    return ((long) Math.min(one, other) << 32) | Math.max(one, other);
  }

  private void couple(Copy rows, long sender, long pair, int times, Instant last)
      throws SQLException {
    long one = person(known.get((int) (pair >>> 32))).number;
    long other = person(known.get((int) pair)).number;
    rows.row(1, sender, Math.min(one, other), Math.max(one, other), times, last);
  }

  private interface OfSender {
    void write(Copy rows, Person self, List<Exchange> sent) throws SQLException;
  }

  private void perSender(String table, OfSender writer) throws SQLException {
    try (Copy rows = new Copy(connection, table)) {
      for (int i = 0; i < history.senders(); i++) {
        List<Exchange> sent = history.sentBy(i);
        writer.write(rows, person(sender(sent)), sent);
      }
    }
  }

  private void names(Copy rows, Person self, List<Exchange> sent) throws SQLException {
    Set<Address> contacts = new HashSet<>();
    for (Exchange exchange : sent) {
      for (Address address : to(exchange)) {
        if (contacts.add(address)) {
          for (String key : ContactKeys.of(address, person(address).name)) {
            rows.row(1, self.number, key, person(address).number);
          }
        }
      }
    }
  }

  private void domains(Copy rows, Person self, List<Exchange> sent) throws SQLException {
    Map<String, Times> own = new LinkedHashMap<>();
    for (Exchange exchange : sent) {
      to(exchange)
          .forEach(
              one -> own.merge(one.domain().name(), new Times(1, exchange.when()), Times::and));
    }
    for (Map.Entry<String, Times> one : own.entrySet()) {
      rows.row(1, self.number, one.getKey(), one.getValue().times(), one.getValue().last());
    }
    if (self.place == person(sender(history.sentBy(0))).place) {
      for (Map.Entry<String, Times> one : domains.entrySet()) {
        rows.row(1, 0, one.getKey(), one.getValue().times(), one.getValue().last());
      }
    }
  }

  private void talks() throws SQLException {
    Map<SubjectKey, Map<Integer, Instant>> talks = new HashMap<>();
    for (int i = 0; i < history.senders(); i++) {
      for (Exchange exchange : history.sentBy(i)) {
        Map<Integer, Instant> here =
            talks.computeIfAbsent(exchange.subject(), _ -> new HashMap<>());
        here.merge(
            person(exchange.from().address().person()).place,
            exchange.when(),
            HistoryTables::later);
        to(exchange)
            .forEach(one -> here.merge(person(one).place, exchange.when(), HistoryTables::later));
      }
    }
    try (Copy rows = new Copy(connection, "talk")) {
      for (Map.Entry<SubjectKey, Map<Integer, Instant>> talk : talks.entrySet()) {
        Instant last = talk.getValue().values().stream().reduce(HistoryTables::later).orElseThrow();
        rows.row(1, keys.subject(talk.getKey()), true, last);
      }
    }
    try (Copy rows = new Copy(connection, "talk_person")) {
      for (Map.Entry<SubjectKey, Map<Integer, Instant>> talk : talks.entrySet()) {
        long number = keys.subject(talk.getKey());
        for (Map.Entry<Integer, Instant> one : talk.getValue().entrySet()) {
          rows.row(1, number, person(known.get(one.getKey())).number, one.getValue());
        }
      }
    }
  }

  private void everybody() throws SQLException {
    try (Copy rows = new Copy(connection, "correspondent")) {
      for (Address address : known) {
        Person one = person(address);
        rows.row(
            1,
            one.number,
            address,
            "{" + String.join(",", one.name.words()) + "}",
            false,
            one.writtenTo,
            one.wrote,
            one.senders,
            one.lastSeen,
            one.wrote == 0 ? "\\N" : one.lastWrote,
            one.wrote,
            one.withSomebodyNew,
            one.met);
      }
    }
    try (Copy rows = new Copy(connection, "spelling")) {
      for (Address address : known) {
        for (int key : CorrespondenceKeys.spellings(address)) {
          rows.row(1, key, person(address).number);
        }
      }
    }
  }

  /** Rows on their way into a table. */
  private static final class Copy implements AutoCloseable {
    private final CopyIn copy;
    private final StringBuilder text = new StringBuilder(1 << 16);

    Copy(Connection connection, String table) throws SQLException {
      copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + table + " FROM STDIN");
    }

    void row(Object... columns) throws SQLException {
      for (int i = 0; i < columns.length; i++) {
        text.append(i == 0 ? "" : "\t").append(columns[i]);
      }
      text.append('\n');
      if (text.length() > 60_000) {
        flush();
      }
    }

    private void flush() throws SQLException {
      byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(octets, 0, octets.length);
      text.setLength(0);
    }

    @Override
    public void close() throws SQLException {
      flush();
      copy.endCopy();
    }
  }
}
