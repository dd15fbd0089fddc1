package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatepost.app.config.Configuration.TlsUse;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  @TempDir private Path folder;

  @Test
  void anEmptyFileAndNoFileGiveTheDefaults() throws IOException {
    for (Configuration defaults : List.of(good(""), good("# nothing\n"), good("---\n"))) {
      assertThat(defaults.nextHop()).isEmpty();
      assertThat(defaults.database()).isEmpty();
      assertThat(defaults.listen().smtp()).contains(new Endpoint("127.0.0.1", 2525));
      assertThat(defaults.listen().smtps()).isEmpty();
      assertThat(defaults.hold().patience()).isEqualTo(Duration.ofDays(3));
      assertThat(defaults.smtp().maxMessageSize()).isEqualTo(100L * 1024 * 1024);
      assertThat(defaults.policy().rules()).hasSameSizeAs(Policy.defaultRules());
    }
  }

  @Test
  void everyKeyIsReadIntoItsPlace() throws IOException {
    Files.writeString(folder.resolve("pw"), "secret\n");
    Files.writeString(folder.resolve("cert.pem"), "");
    Files.writeString(folder.resolve("key.pem"), "");
    Files.writeString(folder.resolve("aliases"), "a: b\n");
    Configuration all =
        good(
            """
            organisation: {name: City Council, domains: [city.example], freemail: [inbox.example]}
            directory: {csv: [], aliases: [aliases]}
            next-hop:
              url: smtp://mx.city.example:587
              tls: required
              username: gatepost
              password-file: pw
              connections: 7
            listen: {smtp: "0.0.0.0:0", smtps: "[::1]:465", milter: off, http: "localhost:8080"}
            smtp:
              hostname: gate.city.example
              relay-networks: [10.0.0.0/8, "2001:db8::/32"]
              tls: {certificate-file: cert.pem, key-file: key.pem}
              proxy-peers: [10.0.0.1]
              xclient-peers: [10.0.0.2/32]
              max-message-size: 25MB
              max-recipients: 200
              max-connections: 50
              bare-line-ends: normalise
            database: {url: "jdbc:postgresql://db/gatepost", user: gatepost, password-file: pw}
            hold: {wait: 36h, keep: 4w}
            notices: {from: gate@city.example, reviewers: [dpo@city.example]}
            console: {url: "https://gate.city.example", time-zone: Europe/London}
            delivery: {give-up-after: 1d12h, connections: 2}
            audit: {keep: 90d}
            policy: {otherwise: hold}
            """);
    assertThat(all.organisation().domains()).containsExactly(Domain.of("city.example"));
    assertThat(all.organisation().isFreemail(Domain.of("inbox.example"))).isTrue();
    assertThat(all.organisation().isFreemail(Domain.of("gmail.com"))).isTrue();
    Configuration.NextHop nextHop = all.nextHop().orElseThrow();
    assertThat(nextHop.url().endpoint()).isEqualTo(new Endpoint("mx.city.example", 587));
    assertThat(nextHop.tls()).isEqualTo(TlsUse.REQUIRED);
    assertThat(nextHop.credentials().orElseThrow().password().fetch()).contains("secret");
    assertThat(all.listen().smtp()).contains(new Endpoint("0.0.0.0", 0));
    assertThat(all.listen().smtps()).contains(new Endpoint("::1", 465));
    assertThat(all.listen().milter()).isEmpty();
    assertThat(all.smtp().relayNetworks()).hasSize(2);
    assertThat(all.smtp().tls().orElseThrow().keyFile()).isEqualTo(folder.resolve("key.pem"));
    assertThat(all.smtp().maxMessageSize()).isEqualTo(25L << 20);
    assertThat(all.smtp().bareLineEnds()).isEqualTo(Configuration.BareLineEnds.NORMALISE);
    assertThat(all.database().orElseThrow().password()).isPresent();
    assertThat(all.hold().patience()).isEqualTo(Duration.ofHours(36));
    assertThat(all.hold().keep()).isEqualTo(Duration.ofDays(28));
    assertThat(all.notices().from()).contains(Address.of("gate@city.example"));
    assertThat(all.console().secureCookies()).isTrue();
    assertThat(all.delivery().giveUpAfter()).isEqualTo(Duration.ofHours(36));
    assertThat(all.auditKeep()).isEqualTo(Duration.ofDays(90));
    assertThat(all.policy().otherwise().wireName()).isEqualTo("hold");
  }

  @Test
  void theNextHopMayBeOneUrl() throws IOException {
    assertThat(good("next-hop: smtp://127.0.0.1\n").nextHop().orElseThrow().url())
        .isEqualTo(new SmtpUrl(new Endpoint("127.0.0.1", 25), false));
    assertThat(good("next-hop: smtps://[::1]\n").nextHop().orElseThrow().url())
        .isEqualTo(new SmtpUrl(new Endpoint("::1", 465), true));
  }

  @Test
  void optionsWinOverTheFileAndTheLastOneWins() throws IOException {
    Configuration set =
        good(
            "organisation: {domains: [old.example]}\nnext-hop: smtp://127.0.0.1:25\n",
            "organisation.domains=city.example, city.test",
            "listen.smtp=127.0.0.1:1",
            "listen.smtp=127.0.0.1:2",
            "smtp.max-recipients=3",
            "console.secure-cookies=true",
            "next-hop=smtp://127.0.0.1:26",
            "policy.otherwise=hold",
            "policy.rules=[{name: stop, when: {always: true}, then: refuse}]");
    assertThat(set.organisation().domains())
        .containsExactlyInAnyOrder(Domain.of("city.example"), Domain.of("city.test"));
    assertThat(set.listen().smtp()).contains(new Endpoint("127.0.0.1", 2));
    assertThat(set.smtp().maxRecipients()).isEqualTo(3);
    assertThat(set.console().secureCookies()).isTrue();
    assertThat(set.nextHop().orElseThrow().url().endpoint().port()).isEqualTo(26);
    assertThat(set.policy().otherwise().wireName()).isEqualTo("hold");
    assertThat(set.policy().rules().getFirst().name()).isEqualTo("stop");
  }

  @Test
  void anEmptyOptionTakesAListToNothing() throws IOException {
    assertThat(good("", "smtp.relay-networks=").smtp().relayNetworks()).isEmpty();
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of(
            "organisaton:\n  name: x\n",
            "1:1: organisaton: unknown key, did you mean organisation?"),
        Arguments.of(
            "organisation:\n  nane: x\n",
            "2:3: organisation.nane: unknown key, did you mean organisation.name?"),
        Arguments.of("hostname: x\n", "did you mean smtp.hostname?"),
        Arguments.of("frobnicate: x\n", "frobnicate: unknown key; known here: organisation,"),
        Arguments.of(
            "next-hop: {password: x}\n", "next-hop.password: unknown key; secrets stand in a file"),
        Arguments.of(
            "organisation: {name: [x]}\n", "1:22: organisation.name: expected text, found a list"),
        Arguments.of(
            "organisation: {name: 365}\n",
            "organisation.name: expected text (put it in quotes), found the number 365"),
        Arguments.of(
            "organisation: {domains: city.example}\n",
            "organisation.domains: expected a list of domains"),
        Arguments.of("organisation: {domains: [true]}\n", "found the truth value true"),
        Arguments.of("organisation: {domains: [\"a b\"]}\n", "expected a domain"),
        Arguments.of(
            "organisation: [1]\n",
            "organisation: expected the keys name, domains, freemail below it, found a list"),
        Arguments.of("organisation: {name: a, name: b}\n", "name: stands here twice"),
        Arguments.of("- a\n", "expected keys such as organisation, found a list"),
        Arguments.of("just text\n", "expected keys such as organisation"),
        Arguments.of("a: [\n", "not readable as YAML"),
        Arguments.of("a: {b: @c}\n", "in quotes"),
        Arguments.of("{}\n---\n{}\n", "a second YAML document"),
        Arguments.of("organisation: &o {name: x}\nhold: *o\n", "YAML aliases (*o) are not read"),
        Arguments.of("listen: {smtp: 2525}\n", "listen.smtp: expected host:port"),
        Arguments.of("listen: {smtp: \"127.0.0.1:70000\"}\n", "listen.smtp: expected host:port"),
        Arguments.of("listen: {smtp: \"1.2.3.400:25\"}\n", "listen.smtp: expected host:port"),
        Arguments.of(
            "listen: {smtp: \"127.0.0.1:80\", http: \"127.0.0.1:80\"}\n",
            "127.0.0.1:80 is also listen.smtp"),
        Arguments.of("listen: {smtps: \"127.0.0.1:465\"}\n", "needs smtp.tls.certificate-file"),
        Arguments.of("hold: {wait: 3}\n", "hold.wait: expected a duration such as 60s, 15m or 3d"),
        Arguments.of("hold: {wait: 3y}\n", "hold.wait: expected a duration"),
        Arguments.of("hold: {wait: 1s}\n", "hold.wait: expected from 1m to 365d"),
        Arguments.of("hold: {wait: 999999999w}\n", "hold.wait: expected from 1m to 365d"),
        Arguments.of("smtp: {max-message-size: 5TB}\n", "expected a size such as 100MB"),
        Arguments.of("smtp: {max-message-size: 5GB}\n", "expected from 1KB to 1GB"),
        Arguments.of("smtp: {max-recipients: 0}\n", "expected a whole number from 1 to 100000"),
        Arguments.of("smtp: {max-recipients: 1.5}\n", "expected a whole number"),
        Arguments.of("smtp: {max-recipients: 0x10}\n", "expected a whole number"),
        Arguments.of("smtp: {bare-line-ends: keep}\n", "expected refuse or normalise"),
        Arguments.of("smtp: {relay-networks: [10.0.0.1/8]}\n", "expected a network"),
        Arguments.of("smtp: {relay-networks: [10.0.0.0/33]}\n", "expected a network"),
        Arguments.of("smtp: {relay-networks: [mail.city.example]}\n", "expected a network"),
        Arguments.of(
            "smtp: {tls: {key-file: /dev/null}}\n", "given without smtp.tls.certificate-file"),
        Arguments.of("smtp: {hostname: \"a b\"}\n", "smtp.hostname: expected a host name"),
        Arguments.of("next-hop: http://x\n", "next-hop.url: expected smtp://host:port"),
        Arguments.of(
            "next-hop: smtp://u:p@host\n", "user name and password do not belong into the URL"),
        Arguments.of("next-hop: smtp://host:0\n", "next-hop.url: expected"),
        Arguments.of("next-hop: [smtp://a]\n", "next-hop: expected the keys url"),
        Arguments.of("next-hop: {tls: required}\n", "next-hop.url is missing"),
        Arguments.of(
            "next-hop: {url: smtp://a.example, username: u, password-env: P}\n",
            "a password only travels over TLS"),
        Arguments.of(
            "next-hop: {url: smtps://a.example, username: u}\n",
            "given without next-hop.password-file"),
        Arguments.of(
            "next-hop: {url: smtps://a.example, username: u, password-file: nope}\n",
            "no such file"),
        Arguments.of(
            "database: {url: \"jdbc:mysql://x\"}\n",
            "database.url: expected a URL such as jdbc:postgresql"),
        Arguments.of(
            "database: {url: \"jdbc:postgresql://x/y?password=z\"}\n",
            "the password does not belong into the URL"),
        Arguments.of("database: {user: u}\n", "database.url is missing"),
        Arguments.of("notices: {from: nobody}\n", "expected an e-mail address"),
        Arguments.of("console: {url: \"ftp://x\"}\n", "expected a web address"),
        Arguments.of("console: {time-zone: Mars/North}\n", "expected a time zone"),
        Arguments.of("console: {secure-cookies: \"yes\"}\n", "expected true or false"),
        Arguments.of("directory: {csv: [missing.csv]}\n", "no such file"),
        Arguments.of("directory: {aliases: [missing]}\n", "no such file"),
        Arguments.of("organisation: {name: \"a\\u0007b\"}\n", "holds a control character"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadFileIsNamedWithItsPlace(String yaml, String sentence) throws IOException {
    List<String> problems = problems(yaml);
    assertThat(problems).anyMatch(problem -> problem.contains(sentence));
  }

  @Test
  void allProblemsAreNamedAtOnce() throws IOException {
    assertThat(problems("organisaton: {}\nhold: {wait: x, keep: y}\nlisten: 5\n"))
        .hasSize(4)
        .allMatch(problem -> problem.matches(".*gatepost\\.yaml:[0-9]+:[0-9]+: .*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "=x",
        "organisaton.name=x",
        "listen=x",
        "listen.smtp=x",
        "policy.rules=[",
        "policy.rulez=[]"
      })
  void aBadOptionIsNamed(String option) throws IOException {
    assertThat(problems("", option)).hasSize(1).first().asString().contains("--set");
  }

  @Test
  void whatIsNoTextIsNoConfiguration() throws IOException {
    Path file = folder.resolve("gatepost.yaml");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(refusal(file)).anyMatch(problem -> problem.contains("is not UTF-8 text"));
    assertThat(refusal(folder.resolve("missing.yaml")))
        .anyMatch(problem -> problem.contains("no such file"));
    assertThat(refusal(folder)).anyMatch(problem -> problem.contains("is a folder"));
    Files.write(file, new byte[9 << 20]);
    assertThat(refusal(file)).anyMatch(problem -> problem.contains("is larger than 8MB"));
  }

  @Test
  void hostileNestingEndsInASentence() throws IOException {
    assertThat(problems("a: " + "[".repeat(100_000))).isNotEmpty();
    assertThat(problems("a:\n" + nested(100))).anyMatch(problem -> problem.contains("levels deep"));
    StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(problems(laughs.toString())).anyMatch(problem -> problem.contains("aliases"));
  }

  @Test
  void aByteOrderMarkIsNoKey() throws IOException {
    Path file = folder.resolve("gatepost.yaml");
    Files.write(file, "\ufefforganisation: {name: x}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(ConfigurationFile.load(Optional.of(file), List.of()))
        .isInstanceOf(Loading.Loaded.class);
  }

  @Test
  void brokenRowsOfTheDirectoryAreNamedWithTheirLines() throws IOException {
    Files.writeString(
        folder.resolve("d.csv"),
        """
        address,name,kind,note
        anna@city.example,Anna,person,
        nobody,Nobody,person,
        bert@city.example,Bert,persn,
        ANNA+x@city.example,Anna again,person,
        partner.example,,partner,
        x y,X,partner,
        a@b.example,A,person,note,with,commas
        """);
    assertThat(problems("directory: {csv: [d.csv]}\n"))
        .satisfiesExactly(
            line -> assertThat(line).contains("d.csv:3").contains("'nobody' is no e-mail address"),
            line -> assertThat(line).contains("d.csv:4").contains("did you mean person?"),
            line -> assertThat(line).contains("d.csv:5").contains("stands twice, first at"),
            line -> assertThat(line).contains("d.csv:6").contains("a partner needs a name"),
            line ->
                assertThat(line).contains("d.csv:7").contains("is no e-mail address and no domain"),
            line -> assertThat(line).contains("d.csv:8").contains("more fields than columns"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "adress,name\n", "name,kind\n", "address,address\n", "\"address\n"})
  void aDirectoryWithWrongColumnsIsRefused(String header) throws IOException {
    Files.writeString(folder.resolve("d.csv"), header);
    assertThat(problems("directory: {csv: [d.csv]}\n")).isNotEmpty();
  }

  @Test
  void aDirectoryThatIsNotTextIsRefused() throws IOException {
    Files.write(folder.resolve("d.csv"), new byte[] {'a', (byte) 0xc3, '\n'});
    assertThat(problems("directory: {csv: [d.csv]}\n"))
        .anyMatch(problem -> problem.contains("is not UTF-8 text"));
  }

  private static String nested(int levels) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 1; i <= levels; i++) {
      yaml.append(" ".repeat(i)).append("a:\n");
    }
    return yaml.toString();
  }

  private Configuration good(String yaml, String... set) throws IOException {
    return switch (load(yaml, set)) {
      case Loading.Loaded(var configuration, _) -> configuration;
      case Loading.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  private List<String> problems(String yaml, String... set) throws IOException {
    return refused(load(yaml, set));
  }

  private static List<String> refusal(Path file) {
    return refused(ConfigurationFile.load(Optional.of(file), List.of()));
  }

  private static List<String> refused(Loading loading) {
    return switch (loading) {
      case Loading.Loaded _ -> throw new AssertionError("It was not refused.");
      case Loading.Refused(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }

  private Loading load(String yaml, String... set) throws IOException {
    Path file = Files.writeString(folder.resolve("gatepost.yaml"), yaml);
    return ConfigurationFile.load(Optional.of(file), List.of(set));
  }
}
