package org.gatepost.app.config;

import com.google.re2j.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatepost.app.config.Configuration.BareLineEnds;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * The table of keys: the one place that says what may stand in {@code gatepost.yaml}. Reading, the
 * JSON Schema, {@code config show} and the reference all follow it.
 */
final class Keys {
  private static final Duration YEARS = Duration.ofDays(36_500);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  static final Key<String> ORGANISATION_NAME =
      Key.of(
          "organisation.name",
          Types.TEXT,
          "your organisation",
          "The organisation's name as people know it. Shown in notices and pages.");
  static final Key<List<Domain>> ORGANISATION_DOMAINS =
      Key.of(
          "organisation.domains",
          Types.listOf(Types.DOMAIN, "a list of domains"),
          List.of(),
          "The organisation's own domains; their sub-domains belong to them. Left out: the"
              + " registrable domain of each message's sender is inside (for a sender at a"
              + " freemail domain, only that one address).");
  static final Key<List<Domain>> ORGANISATION_FREEMAIL =
      Key.of(
          "organisation.freemail",
          Types.listOf(Types.DOMAIN, "a list of domains"),
          List.of(),
          "Further domains whose users do not belong together. They are added to the list that is"
              + " built in.");

  static final Key<List<Path>> DIRECTORY_CSV =
      Key.of(
          "directory.csv",
          Types.listOf(Types.PATH, "a list of paths"),
          List.of(),
          "CSV files with the columns address, name, kind (person, group, queue, role, list,"
              + " public-list or partner) and note. A list or group is one that only its members"
              + " can read; a public-list can be read by everybody.");
  static final Key<List<Path>> DIRECTORY_ALIASES =
      Key.of(
          "directory.aliases",
          Types.listOf(Types.PATH, "a list of paths"),
          List.of(),
          "Postfix or sendmail alias files, followed to the end. Names without a domain belong to"
              + " each of organisation.domains. Programs and files are left alone; :include: is"
              + " read when it lies in the folder of the alias file.");

  static final Key<List<Pattern>> CASE_REFERENCES =
      Key.of(
          "correspondence.case-references",
          Types.listOf(Types.CASE_PATTERN, "a list of patterns"),
          CasePatterns.USUAL,
          "What references to cases look like, in subjects and texts: regular expressions (RE2)."
              + " Upper and lower case are the same, and a reference does not begin or end within"
              + " a word. Given ones take the place of these; [] looks for none.");

  static final Key<Optional<Endpoint>> LISTEN_SMTP =
      Key.of(
          "listen.smtp",
          Types.LISTEN,
          Endpoint.parse("127.0.0.1:2525"),
          "Where SMTP is spoken. Port 0 picks a free one; off switches the listener off.");
  static final Key<Optional<Endpoint>> LISTEN_SMTPS =
      Key.of(
          "listen.smtps",
          Types.LISTEN,
          Optional.empty(),
          "Where SMTP is spoken with TLS from the start (RFC 8314). Needs smtp.tls.");
  static final Key<Optional<Endpoint>> LISTEN_MILTER =
      Key.of(
          "listen.milter",
          Types.LISTEN,
          Endpoint.parse("127.0.0.1:8891"),
          "Where the milter protocol is spoken. Not built in this version: the key is accepted and"
              + " nothing listens.");
  static final Key<Optional<Endpoint>> LISTEN_INBOUND =
      Key.of(
          "listen.inbound",
          Types.LISTEN,
          Optional.empty(),
          "Where a mail server may copy incoming mail to, over SMTP, so that Gatepost learns who"
              + " answers whom. What comes here is read, learned from and dropped; it is never"
              + " delivered. Left out: answers are unknown, and nothing is concluded from them.");
  static final Key<Optional<Endpoint>> LISTEN_HTTP =
      Key.of(
          "listen.http",
          Types.LISTEN,
          Endpoint.parse("127.0.0.1:8080"),
          "Where the console answers.");

  static final Key<String> SMTP_HOSTNAME =
      Key.optional(
          "smtp.hostname",
          Types.TEXT,
          "The name that Gatepost gives itself in greetings and in its Received line. Left out: the"
              + " machine's name.");
  static final Key<List<Network>> SMTP_RELAY_NETWORKS =
      Key.of(
          "smtp.relay-networks",
          Types.listOf(Types.NETWORK, "a list of networks"),
          networks("127.0.0.0/8", "::1/128"),
          "Networks whose clients may send without signing in. Everybody else must sign in over"
              + " TLS.");
  static final Key<Path> SMTP_TLS_CERTIFICATE =
      Key.optional(
          "smtp.tls.certificate-file",
          Types.PATH,
          "PEM file with the certificate chain. With it STARTTLS is offered.");
  static final Key<Path> SMTP_TLS_KEY =
      Key.optional("smtp.tls.key-file", Types.PATH, "PEM file with the certificate's private key.");
  static final Key<List<Network>> SMTP_PROXY_PEERS =
      Key.of(
          "smtp.proxy-peers",
          Types.listOf(Types.NETWORK, "a list of networks"),
          List.of(),
          "Load balancers that begin each connection with the PROXY protocol.");
  static final Key<List<Network>> SMTP_XCLIENT_PEERS =
      Key.of(
          "smtp.xclient-peers",
          Types.listOf(Types.NETWORK, "a list of networks"),
          List.of(),
          "Mail servers that may say by XCLIENT whom they speak for.");
  static final Key<Long> SMTP_MAX_MESSAGE_SIZE =
      Key.of(
          "smtp.max-message-size",
          Types.size(1L << 10, 1L << 30),
          100L << 20,
          "The largest message that is taken. One MB is 1,048,576 octets. Also the limit of check"
              + " and replay.");
  static final Key<Integer> SMTP_MAX_RECIPIENTS =
      Key.of(
          "smtp.max-recipients",
          Types.count(1, 100_000),
          1000,
          "The most recipients of one transaction; the client sends the rest in further ones.");
  static final Key<Integer> SMTP_MAX_CONNECTIONS =
      Key.of(
          "smtp.max-connections",
          Types.count(1, 100_000),
          500,
          "The most clients at once; further ones are told to come back.");
  static final Key<BareLineEnds> SMTP_BARE_LINE_ENDS =
      Key.of(
          "smtp.bare-line-ends",
          Types.oneOf(BareLineEnds.class),
          BareLineEnds.REFUSE,
          "What to do with a CR or LF that stands alone: refuse the message, or make it a whole"
              + " line end.");

  static final Key<String> DATABASE_URL =
      Key.optional(
          "database.url",
          Types.JDBC_URL,
          "A PostgreSQL server (15 or later) of your own. Left out: a private one under the data"
              + " folder.");
  static final Key<String> DATABASE_USER =
      Key.optional("database.user", Types.TEXT, "User name at that server.");
  static final Key<Path> DATABASE_PASSWORD_FILE =
      Key.optional(
          "database.password-file", Types.PATH, "File whose first line is the password for it.");
  static final Key<String> DATABASE_PASSWORD_ENV =
      Key.optional(
          "database.password-env",
          Types.VARIABLE,
          "Environment variable that holds the password, in place of a file.");

  static final Key<Duration> HOLD_WAIT =
      Key.of(
          "hold.wait",
          Types.duration(MINUTE, Duration.ofDays(365)),
          Duration.ofDays(3),
          "How long a held message waits for a person. Then it is cancelled, never sent, and the"
              + " sender is told.");
  static final Key<Duration> HOLD_KEEP =
      Key.of(
          "hold.keep",
          Types.duration(MINUTE, YEARS),
          Duration.ofDays(30),
          "How long the record of a hold that has ended is kept.");

  static final Key<Address> NOTICES_FROM =
      Key.optional(
          "notices.from",
          Types.ADDRESS,
          "The address that notices to senders come from. Left out: gatepost@ the first of"
              + " organisation.domains.");
  static final Key<List<Address>> NOTICES_REVIEWERS =
      Key.of(
          "notices.reviewers",
          Types.listOf(Types.ADDRESS, "a list of addresses"),
          List.of(),
          "Who is told when a message waits for a reviewer, or when its sender may not be told.");

  static final Key<URI> CONSOLE_URL =
      Key.optional(
          "console.url",
          Types.WEB_URL,
          "The address under which people reach the console; links in notices begin with it. Left"
              + " out: the address that the console listens on.");
  static final Key<ZoneId> CONSOLE_TIME_ZONE =
      Key.optional(
          "console.time-zone",
          Types.TIME_ZONE,
          "The time zone in which pages and notices show times. Left out: the machine's.");
  static final Key<Boolean> CONSOLE_SECURE_COOKIES =
      Key.optional(
          "console.secure-cookies",
          Types.TRUTH,
          "Whether the session's cookie travels over HTTPS only. Left out: when console.url begins"
              + " with https.");
  static final Key<List<Network>> CONSOLE_TRUSTED_PROXIES =
      Key.of(
          "console.trusted-proxies",
          Types.listOf(Types.NETWORK, "a list of networks"),
          List.of(),
          "Web proxies whose X-Forwarded headers are believed.");

  static final Key<Duration> DELIVERY_GIVE_UP =
      Key.of(
          "delivery.give-up-after",
          Types.duration(MINUTE, Duration.ofDays(365)),
          Duration.ofDays(5),
          "How long Gatepost tries to hand over a message that it has taken, before it reports"
              + " failure to the sender.");
  static final Key<Integer> DELIVERY_CONNECTIONS =
      Key.of(
          "delivery.connections",
          Types.count(1, 1000),
          4,
          "How many connections at once deliver what Gatepost has taken.");

  static final Key<Duration> CORRESPONDENCE_RETENTION =
      Key.of(
          "correspondence.retention",
          Types.duration(Duration.ofDays(1), YEARS),
          Duration.ofDays(730),
          "How long it is remembered who wrote to whom: what was not seen for so long is"
              + " forgotten.");
  static final Key<List<Network>> CORRESPONDENCE_INBOUND_NETWORKS =
      Key.of(
          "correspondence.inbound-networks",
          Types.listOf(Types.NETWORK, "a list of networks"),
          networks("127.0.0.0/8", "::1/128"),
          "Networks whose mail servers may copy incoming mail to listen.inbound. What they say"
              + " that others wrote is believed.");

  static final Key<Duration> AUDIT_KEEP =
      Key.of(
          "audit.keep",
          Types.duration(Duration.ofDays(1), YEARS),
          Duration.ofDays(400),
          "How long the record of judged messages is kept. It holds no content.");

  /** The part of the file that {@link PolicyReader} reads. */
  static final String POLICY = "policy";

  private static final Map<String, Key<?>> TABLE = table();

  private Keys() {}

  /** Every key, in the order of the reference. */
  static List<Key<?>> all() {
    return List.copyOf(TABLE.values());
  }

  static Optional<Key<?>> find(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  /** The sections and keys directly below a section; "" is the top. */
  static List<String> children(String section) {
    String start = section.isEmpty() ? "" : section + ".";
    Stream<String> names = Stream.concat(TABLE.keySet().stream(), Stream.of(POLICY));
    return names
        .filter(name -> name.startsWith(start))
        .map(name -> name.substring(start.length()).split("\\.", 2)[0])
        .distinct()
        .toList();
  }

  static boolean isSection(String name) {
    return TABLE.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).flatMap(Optional::stream).toList();
  }

  private static Map<String, Key<?>> table() {
    Map<String, Key<?>> table = new LinkedHashMap<>();
    List<Key<?>> first =
        List.of(
            ORGANISATION_NAME,
            ORGANISATION_DOMAINS,
            ORGANISATION_FREEMAIL,
            DIRECTORY_CSV,
            DIRECTORY_ALIASES,
            CASE_REFERENCES);
    List<Key<?>> rest =
        List.of(
            LISTEN_SMTP,
            LISTEN_SMTPS,
            LISTEN_MILTER,
            LISTEN_INBOUND,
            LISTEN_HTTP,
            SMTP_HOSTNAME,
            SMTP_RELAY_NETWORKS,
            SMTP_TLS_CERTIFICATE,
            SMTP_TLS_KEY,
            SMTP_PROXY_PEERS,
            SMTP_XCLIENT_PEERS,
            SMTP_MAX_MESSAGE_SIZE,
            SMTP_MAX_RECIPIENTS,
            SMTP_MAX_CONNECTIONS,
            SMTP_BARE_LINE_ENDS,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD_FILE,
            DATABASE_PASSWORD_ENV,
            HOLD_WAIT,
            HOLD_KEEP,
            NOTICES_FROM,
            NOTICES_REVIEWERS,
            CONSOLE_URL,
            CONSOLE_TIME_ZONE,
            CONSOLE_SECURE_COOKIES,
            CONSOLE_TRUSTED_PROXIES,
            DELIVERY_GIVE_UP,
            DELIVERY_CONNECTIONS,
            CORRESPONDENCE_RETENTION,
            CORRESPONDENCE_INBOUND_NETWORKS,
            AUDIT_KEEP);
    Stream.of(
            first,
            DirectoryKeys.both(),
            DirectoryKeys.ldap(),
            DirectoryKeys.mailman(),
            NextHopKeys.all(),
            rest)
        .flatMap(List::stream)
        .forEach(key -> table.put(key.name(), key));
    return table;
  }
}
