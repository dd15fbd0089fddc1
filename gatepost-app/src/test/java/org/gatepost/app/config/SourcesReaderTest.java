package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.directory.LdapSettings;
import org.gatepost.directory.MailmanSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of directories that live elsewhere, and what they say together. */
class SourcesReaderTest {
  private static final String BASE = "directory.ldap.base=dc=city,dc=example";
  private static final String URL = "directory.ldap.url=ldaps://ldap.city.example";
  private static final String BIND = "directory.ldap.bind-dn=cn=gatepost,dc=city,dc=example";

  @TempDir private Path folder;
  private String password = "";

  @BeforeEach
  void aPassword() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "correct horse\n");
    password = "directory.ldap.password-file=" + file;
  }

  @Test
  void anLdapServerNeedsAUrlAndABase() throws IOException {
    LdapSettings ldap = sources(URL, BASE, BIND, password).ldap().orElseThrow();
    assertThat(ldap.host()).isEqualTo("ldap.city.example");
    assertThat(ldap.port()).isEqualTo(636);
    assertThat(ldap.tls()).isTrue();
    assertThat(ldap.login().orElseThrow().password().fetch()).isEqualTo("correct horse");
    assertThat(ldap.filters()).containsOnlyKeys(Kind.PERSON, Kind.GROUP, Kind.ROLE);
    assertThat(ldap.within(Duration.ofSeconds(3)).timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(sources().areElsewhere()).isFalse();
  }

  @Test
  void aFilterIsYoursOrOff() {
    LdapSettings ldap =
        sources(
                URL,
                BASE,
                "directory.ldap.filters.roles=off",
                "directory.ldap.filters.queues=(employeeType=shared)")
            .ldap()
            .orElseThrow();
    assertThat(ldap.filters())
        .containsEntry(Kind.QUEUE, "(employeeType=shared)")
        .doesNotContainKey(Kind.ROLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "directory.ldap.url=ldap://|ldap://host:port",
        "directory.ldap.url=http://ldap.city.example|ldap://host:port",
        "directory.ldap.base=city|distinguished name",
        "directory.ldap.filters.people=(objectClass=|LDAP filter",
        "directory.ldap.attributes.name=cn;x|LDAP attribute",
        "directory.ldap.start-tls=maybe|none or required",
        "directory.ldap.password=x|secrets stand in a file",
        "directory.mailman.url=ftp://x|web address",
      })
  void whatIsNoValueIsNamed(String option, String sentence) {
    assertThat(problems(option)).anyMatch(problem -> problem.contains(sentence));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "directory.ldap.base=dc=city,dc=example",
        "directory.ldap.start-tls=required",
        "directory.mailman.user=admin"
      })
  void aKeyWithoutItsUrlIsAProblem(String option) {
    assertThat(problems(option)).anyMatch(problem -> problem.contains(".url is missing"));
  }

  @Test
  void aPasswordTravelsOverTlsOrNotAtAll() {
    String plain = "directory.ldap.url=ldap://ldap.city.example";
    assertThat(problems(plain, BASE, BIND, password))
        .singleElement()
        .asString()
        .contains("a password only travels over TLS");
    assertThat(problems(plain, BASE, BIND, password, "directory.ldap.start-tls=required"))
        .isEmpty();
    assertThat(problems("directory.ldap.url=ldap://127.0.0.1:3890", BASE, BIND, password))
        .isEmpty();
    assertThat(problems(URL, BASE, BIND)).anyMatch(problem -> problem.contains("given without"));
  }

  @Test
  void mailmanIsAskedWithAPasswordOverTlsOrOnThisMachine() {
    String user = "directory.mailman.user=admin";
    String secret = password.replace("ldap", "mailman");
    MailmanSettings mailman =
        sources("directory.mailman.url=http://127.0.0.1:8001/3.1", user, secret)
            .mailman()
            .orElseThrow();
    assertThat(mailman.url()).hasToString("http://127.0.0.1:8001/3.1");
    assertThat(problems("directory.mailman.url=http://lists.city.example:8001/3.1", user, secret))
        .anyMatch(problem -> problem.contains("over TLS"));
    assertThat(problems("directory.mailman.url=https://lists.city.example/3.1"))
        .anyMatch(problem -> problem.contains("needs directory.mailman.user"));
  }

  @Test
  void aDirectoryThatAnybodyOnTheWayCanChangeIsWarnedAbout() {
    assertThat(advice("directory.ldap.url=ldap://ldap.city.example", BASE))
        .anyMatch(line -> line.contains("anybody on the way"));
    assertThat(advice(URL, BASE)).isEmpty();
  }

  @Test
  void linesOfAliasFilesThatArePassedOverAreNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("aliases"), "a: b\nno alias here\n");
    assertThat(advice("directory.aliases=" + file))
        .singleElement()
        .asString()
        .contains("aliases:2")
        .endsWith("; passed over");
  }

  private static Configuration.Sources sources(String... set) {
    return configuration(set).sources();
  }

  private static List<String> advice(String... set) {
    return Advice.on(configuration(set));
  }

  private static Configuration configuration(String... set) {
    return switch (load(set)) {
      case Loading.Loaded(var configuration, _) -> configuration;
      case Loading.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  private static List<String> problems(String... set) {
    return switch (load(set)) {
      case Loading.Loaded _ -> List.of();
      case Loading.Refused(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }

  private static Loading load(String... set) {
    List<String> all = new ArrayList<>(List.of("organisation.domains=city.example"));
    all.addAll(List.of(set));
    return ConfigurationFile.load(Optional.empty(), all);
  }
}
