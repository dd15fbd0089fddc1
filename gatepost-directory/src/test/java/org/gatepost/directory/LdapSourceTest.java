package org.gatepost.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.directory.DirectorySource.Reading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People, groups and the rest out of Debian's slapd. */
@Tag("peers")
class LdapSourceTest {
  private static final int PEOPLE = 50;

  @TempDir private static Path home;
  private static SlapdServer slapd;

  @BeforeAll
  static void start() throws Exception {
    slapd = SlapdServer.start(home, people() + others() + hostile(), "IP:127.0.0.1");
  }

  @AfterAll
  static void stop() throws Exception {
    slapd.close();
  }

  static String people() {
    return IntStream.range(0, PEOPLE)
        .mapToObj(
            number ->
                """
                dn: uid=p%1$d,%2$s
                objectClass: inetOrgPerson
                uid: p%1$d
                cn: Person %1$d
                sn: %1$d
                mail: person%1$d@city.example

                """
                    .formatted(number, SlapdServer.BASE))
        .collect(Collectors.joining());
  }

  private static String others() {
    String members =
        IntStream.range(0, PEOPLE)
            .mapToObj(number -> "member: uid=p" + number + "," + SlapdServer.BASE)
            .collect(Collectors.joining("\n"));
    return """
    dn: cn=all staff,%1$s
    objectClass: groupOfNames
    objectClass: extensibleObject
    cn: all staff
    displayName: All staff
    mail: all@city.example
    %2$s

    dn: cn=press,%1$s
    objectClass: organizationalRole
    objectClass: extensibleObject
    cn: Press office
    proxyAddresses: SMTP:press@city.example
    proxyAddresses: smtp:media@city.example
    proxyAddresses: X500:/o=City/cn=press
    proxyAddresses: sip:press@city.example

    dn: cn=tickets,%1$s
    objectClass: applicationProcess
    objectClass: extensibleObject
    cn: Tickets
    ou: queue
    mail: tickets@city.example

    dn: o=The Trust,%1$s
    objectClass: organization
    objectClass: extensibleObject
    o: The Trust
    businessCategory: partner
    mail: office@trust.example

    """
        .formatted(SlapdServer.BASE, members);
  }

  /** Values that a careless or hostile person may have put there. */
  private static String hostile() {
    String overrides = base64("Eve\u202eil\nSubject: x\u0000" + "long ".repeat(2_000));
    return """
    dn: uid=eve,%1$s
    objectClass: inetOrgPerson
    objectClass: extensibleObject
    uid: eve
    cn:: %2$s
    sn: Eve
    mail: eve@city.example
    mail: no address
    mail: @city.example
    mailAlternateAddress: a b@city.example
    mailAlternateAddress: two@city.example, three@city.example
    mailAlternateAddress:: %3$s
    mailAlternateAddress: %4$s@city.example

    """
        .formatted(SlapdServer.BASE, overrides, base64("bad\n@city.example"), "x".repeat(5_000));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyKindIsReadOverManyPages() {
    Map<String, Entry> found = entries(slapd.settings());
    assertThat(found).hasSize(PEOPLE + 6);
    assertThat(entry(found, "person49@city.example"))
        .returns("Person 49", Entry::name)
        .returns(Kind.PERSON, Entry::kind)
        .returns(false, Entry::settled);
    Entry staff = entry(found, "all@city.example");
    assertThat(staff.kind()).isEqualTo(Kind.GROUP);
    assertThat(staff.name()).isEqualTo("All staff");
    assertThat(staff.readers()).hasValue(PEOPLE);
    assertThat(entry(found, "press@city.example").kind()).isEqualTo(Kind.ROLE);
    assertThat(entry(found, "media@city.example").name()).isEqualTo("Press office");
    assertThat(entry(found, "tickets@city.example"))
        .returns(Kind.QUEUE, Entry::kind)
        .returns(true, Entry::settled);
    assertThat(entry(found, "office@trust.example").kind()).isEqualTo(Kind.PARTNER);
  }

  @Test
  void brokenAddressesArePassedOverAndCountedAndNamesAreOneLine() {
    Reading.Complete read = (Reading.Complete) new LdapSource(slapd.settings()).read();
    assertThat(read.listing().passedOver()).isEqualTo(6);
    Entry eve = entry(entries(slapd.settings()), "eve@city.example");
    assertThat(eve.name()).startsWith("Eve il Subject: x").hasSizeLessThanOrEqualTo(200);
    assertThat(eve.name().chars()).noneMatch(c -> c < ' ' || c == 0x202e);
  }

  @Test
  void startTlsAndLdapsTakeACertificateThatIsTrustedAndMeantForThisServer() throws Exception {
    Optional<Path> trusted = Optional.of(slapd.certificate());
    assertThat(read(slapd.settings(slapd.port(), false, true, trusted, SlapdServer.PASSWORD)))
        .isInstanceOf(Reading.Complete.class);
    assertThat(read(slapd.settings(slapd.tlsPort(), true, false, trusted, SlapdServer.PASSWORD)))
        .isInstanceOf(Reading.Complete.class);
  }

  @Test
  void anUntrustedCertificateIsRefusedBeforeThePasswordIsSaid() {
    assertThat(failure(slapd.settings(slapd.port(), false, true, Optional.empty(), "x")))
        .containsIgnoringCase("certif");
    assertThat(failure(slapd.settings(slapd.tlsPort(), true, false, Optional.empty(), "x")))
        .doesNotContain("invalid credentials");
  }

  @Test
  void aCertificateForSomebodyElseIsRefused(@TempDir Path other) throws Exception {
    try (SlapdServer stranger = SlapdServer.start(other, "", "DNS:elsewhere.example")) {
      Optional<Path> trusted = Optional.of(stranger.certificate());
      String password = SlapdServer.PASSWORD;
      assertThat(failure(stranger.settings(stranger.port(), false, true, trusted, password)))
          .containsIgnoringCase("subject alternative");
      assertThat(failure(stranger.settings(stranger.tlsPort(), true, false, trusted, password)))
          .containsIgnoringCase("subject alternative");
    }
  }

  @Test
  void aWrongPasswordIsSaidAndNotRepeated() {
    LdapSettings wrong =
        slapd.settings(slapd.port(), false, false, Optional.empty(), "hunter2-secret");
    assertThat(failure(wrong)).contains("invalid credentials").doesNotContain("hunter2");
  }

  @Test
  void moreEntriesThanAllowedAreNoReading() {
    LdapSettings few = with(slapd.settings(), new LdapSettings.Limits(7, 20, 1 << 20));
    assertThat(failure(few)).contains("more than 20 entries");
  }

  @Test
  void anEntryLargerThanAllowedIsNoReading() {
    LdapSettings small = with(slapd.settings(), new LdapSettings.Limits(7, 10_000, 2_000));
    assertThat(failure(small)).isNotEmpty();
  }

  @Test
  void aServerThatFallsSilentEndsTheReading(@TempDir Path other) throws Exception {
    try (SlapdServer frozen = SlapdServer.start(other, people(), "IP:127.0.0.1")) {
      frozen.freeze();
      try (Timely timely = new Timely(Duration.ofSeconds(1))) {
        assertThat(timely.read(new LdapSource(frozen.settings())))
            .isInstanceOf(Reading.Failed.class);
      } finally {
        frozen.kill();
      }
    }
  }

  @Test
  void aServerThatIsKilledOnTheWayIsNoReading(@TempDir Path other) throws Exception {
    try (SlapdServer mortal = SlapdServer.start(other, people(), "IP:127.0.0.1");
        CountingWire wire = CountingWire.to(mortal.port(), 2_000, mortal::kill)) {
      LdapSettings settings =
          mortal.settings(wire.port(), false, false, Optional.empty(), SlapdServer.PASSWORD);
      assertThat(failure(settings)).isNotEmpty();
      assertThat(wire.isCut()).isTrue();
    }
  }

  @Test
  void nobodyListeningIsAFailureInWords() throws Exception {
    LdapSettings nobody =
        slapd.settings(FreePort.find(), false, false, Optional.empty(), SlapdServer.PASSWORD);
    assertThat(failure(nobody)).contains("refused");
  }

  @Test
  void aFileWithoutACertificateIsAFailureInWords() throws Exception {
    Path empty = Files.writeString(home.resolve("empty.pem"), "nothing\n");
    assertThat(failure(slapd.settings(slapd.port(), false, true, Optional.of(empty), "x")))
        .isNotEmpty();
  }

  private static LdapSettings with(LdapSettings all, LdapSettings.Limits limits) {
    return new LdapSettings(
        all.host(),
        all.port(),
        all.tls(),
        all.startTls(),
        all.caFile(),
        all.login(),
        all.base(),
        all.filters(),
        all.attributes(),
        all.timeout(),
        limits);
  }

  private static Reading read(LdapSettings settings) {
    return new LdapSource(settings).read();
  }

  private static String failure(LdapSettings settings) {
    Reading reading = read(settings);
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).because();
  }

  private static Map<String, Entry> entries(LdapSettings settings) {
    Reading reading = read(settings);
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading)
        .listing().entries().stream()
            .collect(Collectors.toMap(entry -> entry.address().toString(), entry -> entry));
  }

  private static Entry entry(Map<String, Entry> found, String address) {
    return Objects.requireNonNull(found.get(address), address);
  }
}
