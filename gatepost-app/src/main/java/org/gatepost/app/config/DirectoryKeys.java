package org.gatepost.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.config.Configuration.StartTls;
import org.gatepost.directory.LdapSyntax;

/** The keys below {@code directory} for directories that live elsewhere. */
final class DirectoryKeys {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  static final ScalarType<Optional<String>> FILTER =
      Types.word(
          "an LDAP filter",
          "an LDAP filter such as (objectClass=person), or off",
          DirectoryKeys::filter,
          filter -> filter.orElse("off"),
          Types.matching("^(off|\\(.+\\))$"));

  static final ScalarType<String> NAME =
      Types.word(
          "a distinguished name",
          "a distinguished name such as dc=city,dc=example",
          text -> Optional.of(text).filter(LdapSyntax::isName),
          name -> name,
          Types.matching("^.+=.*$"));

  private static final ScalarType<String> ATTRIBUTE =
      Types.word(
          "an attribute",
          "the name of an LDAP attribute",
          text -> text.matches("[A-Za-z][A-Za-z0-9-]*") ? Optional.of(text) : Optional.empty(),
          name -> name,
          Types.matching("^[A-Za-z][A-Za-z0-9-]*$"));

  static final Key<Duration> REFRESH =
      Key.of(
          "directory.refresh",
          Types.duration(MINUTE, Duration.ofDays(7)),
          Duration.ofMinutes(15),
          "How often LDAP and Mailman are read anew.");
  static final Key<Boolean> ACCEPT_LOSS =
      Key.of(
          "directory.accept-loss",
          Types.TRUTH,
          false,
          "Whether a source may lose everything, or more than half of ten or more addresses of one"
              + " kind, between two readings. Otherwise that is taken for a fault, and the last"
              + " known copy stays in use. Set it for as long as it takes to read the smaller"
              + " directory once.");

  static final Key<LdapUrl> LDAP_URL =
      Key.optional(
          "directory.ldap.url",
          LdapUrl.TYPE,
          "An LDAP server to read people and groups from: ldap://host:port, or ldaps://host:port"
              + " for TLS from the start.");
  static final Key<StartTls> LDAP_START_TLS =
      Key.of(
          "directory.ldap.start-tls",
          Types.oneOf(StartTls.class),
          StartTls.NONE,
          "Whether an ldap:// connection is turned into a TLS one before anything else is said. A"
              + " password is only sent over TLS, or to this very machine.");
  static final Key<Path> LDAP_CA =
      Key.optional(
          "directory.ldap.ca-file",
          Types.PATH,
          "PEM file with the certificates that the server's certificate is checked against, in"
              + " place of the machine's own.");
  static final Key<String> LDAP_BIND_DN =
      Key.optional(
          "directory.ldap.bind-dn", NAME, "Who asks. Left out: anonymous. Reading rights do.");
  static final Key<Path> LDAP_PASSWORD_FILE =
      Key.optional(
          "directory.ldap.password-file",
          Types.PATH,
          "File whose first line is the password for it.");
  static final Key<String> LDAP_PASSWORD_ENV =
      Key.optional(
          "directory.ldap.password-env",
          Types.VARIABLE,
          "Environment variable that holds the password, in place of a file.");
  static final Key<String> LDAP_BASE =
      Key.optional("directory.ldap.base", NAME, "The entry below which everything is looked for.");
  static final Key<Optional<String>> LDAP_PEOPLE =
      filter(
          "people",
          Optional.of("(|(objectClass=inetOrgPerson)(&(objectClass=user)(objectCategory=person)))"),
          "Which entries are people.");
  static final Key<Optional<String>> LDAP_GROUPS =
      filter(
          "groups",
          Optional.of(
              "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=group))"),
          "Which entries are groups; those with an address count.");
  static final Key<Optional<String>> LDAP_QUEUES =
      filter("queues", Optional.empty(), "Which entries are queues, such as shared mailboxes.");
  static final Key<Optional<String>> LDAP_ROLES =
      filter(
          "roles",
          Optional.of("(objectClass=organizationalRole)"),
          "Which entries are mailboxes of a function.");
  static final Key<Optional<String>> LDAP_PARTNERS =
      filter(
          "partners",
          Optional.empty(),
          "Which entries are people at partner organisations. Entries of one name are one partner;"
              + " the domains of their addresses are its domains, unless they are freemail.");
  static final Key<List<String>> LDAP_ADDRESS =
      attributes(
          "address",
          List.of("mail", "mailAlternateAddress", "proxyAddresses"),
          "The attributes that hold addresses; all of them count. Of proxyAddresses those that"
              + " begin with smtp: in either case.");
  static final Key<List<String>> LDAP_NAME =
      attributes(
          "name",
          List.of("displayName", "cn", "o"),
          "The attributes that hold an entry's name; the first that is there counts.");
  static final Key<List<String>> LDAP_MEMBERS =
      attributes(
          "members",
          List.of("member", "uniqueMember"),
          "The attributes whose values are a group's members. They are counted and not kept.");
  static final Key<Duration> LDAP_TIMEOUT =
      Key.of(
          "directory.ldap.timeout",
          Types.duration(SECOND, MINUTE.multipliedBy(10)),
          Duration.ofSeconds(10),
          "How long a connection, and each answer, may take.");
  static final Key<Integer> LDAP_PAGE_SIZE =
      Key.of(
          "directory.ldap.page-size",
          Types.count(1, 10_000),
          500,
          "How many entries are asked for at once (RFC 2696). Active Directory allows 1,000.");
  static final Key<Integer> LDAP_MAX_ENTRIES =
      Key.of(
          "directory.ldap.max-entries",
          Types.count(1, 2_000_000),
          200_000,
          "The most entries, and the most addresses, that are taken. With more the reading fails.");
  static final Key<Long> LDAP_MAX_ENTRY_SIZE =
      Key.of(
          "directory.ldap.max-entry-size",
          Types.size(1L << 10, 1L << 28),
          32L << 20,
          "The largest entry that is taken, all its values together. A group of 100,000 is about"
              + " 8 MB.");

  static final Key<URI> MAILMAN_URL =
      Key.optional(
          "directory.mailman.url",
          Types.WEB_URL,
          "The REST interface of a Mailman 3 core, with its version:"
              + " http://127.0.0.1:8001/3.1. Over http:// to this very machine only.");
  static final Key<String> MAILMAN_USER =
      Key.optional("directory.mailman.user", Types.TEXT, "Its admin_user.");
  static final Key<Path> MAILMAN_PASSWORD_FILE =
      Key.optional(
          "directory.mailman.password-file",
          Types.PATH,
          "File whose first line is the password for it.");
  static final Key<String> MAILMAN_PASSWORD_ENV =
      Key.optional(
          "directory.mailman.password-env",
          Types.VARIABLE,
          "Environment variable that holds the password, in place of a file.");
  static final Key<Path> MAILMAN_CA =
      Key.optional(
          "directory.mailman.ca-file",
          Types.PATH,
          "PEM file with the certificates that an https:// server's certificate is checked"
              + " against, in place of the machine's own.");
  static final Key<Duration> MAILMAN_TIMEOUT =
      Key.of(
          "directory.mailman.timeout",
          Types.duration(SECOND, MINUTE.multipliedBy(10)),
          Duration.ofSeconds(10),
          "How long a connection, and each answer, may take.");
  static final Key<Integer> MAILMAN_PAGE_SIZE =
      Key.of(
          "directory.mailman.page-size",
          Types.count(1, 1000),
          100,
          "How many lists are asked for at once.");
  static final Key<Integer> MAILMAN_MAX_LISTS =
      Key.of(
          "directory.mailman.max-lists",
          Types.count(1, 100_000),
          10_000,
          "The most lists that are taken. With more the reading fails.");
  static final Key<Duration> READ_TIMEOUT =
      Key.of(
          "directory.read-timeout",
          Types.duration(SECOND, HOUR),
          MINUTE.multipliedBy(5),
          "How long reading one source may take in all.");

  private DirectoryKeys() {}

  /** The keys that say nothing without {@link #LDAP_URL}. */
  static List<Key<?>> ldap() {
    return List.of(
        LDAP_URL,
        LDAP_START_TLS,
        LDAP_CA,
        LDAP_BIND_DN,
        LDAP_PASSWORD_FILE,
        LDAP_PASSWORD_ENV,
        LDAP_BASE,
        LDAP_PEOPLE,
        LDAP_GROUPS,
        LDAP_QUEUES,
        LDAP_ROLES,
        LDAP_PARTNERS,
        LDAP_ADDRESS,
        LDAP_NAME,
        LDAP_MEMBERS,
        LDAP_TIMEOUT,
        LDAP_PAGE_SIZE,
        LDAP_MAX_ENTRIES,
        LDAP_MAX_ENTRY_SIZE);
  }

  /** The keys that say nothing without {@link #MAILMAN_URL}. */
  static List<Key<?>> mailman() {
    return List.of(
        MAILMAN_URL,
        MAILMAN_USER,
        MAILMAN_PASSWORD_FILE,
        MAILMAN_PASSWORD_ENV,
        MAILMAN_CA,
        MAILMAN_TIMEOUT,
        MAILMAN_PAGE_SIZE,
        MAILMAN_MAX_LISTS);
  }

  /** The keys of both, in the order of the reference. */
  static List<Key<?>> both() {
    return List.of(REFRESH, READ_TIMEOUT, ACCEPT_LOSS);
  }

  private static Optional<Optional<String>> filter(String text) {
    Optional<String> filter = Optional.of(text).filter(word -> !word.equals("off"));
    return filter.isEmpty() || LdapSyntax.isFilter(text) ? Optional.of(filter) : Optional.empty();
  }

  private static Key<Optional<String>> filter(
      String kind, Optional<String> standard, String description) {
    return Key.of("directory.ldap.filters." + kind, FILTER, standard, description);
  }

  private static Key<List<String>> attributes(
      String what, List<String> standard, String description) {
    return Key.of(
        "directory.ldap.attributes." + what,
        Types.listOf(ATTRIBUTE, "a list of attributes"),
        standard,
        description);
  }
}
