package org.gatepost.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.directory.DirectorySource.Reading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mailing lists out of Debian's Mailman 3. */
@Tag("peers")
class MailmanSourceTest {
  private static final String TALK = "talk@lists.city.example";
  private static final int MANY = 100_000;

  @TempDir private static Path home;
  private static MailmanServer mailman;

  @BeforeAll
  static void start() throws Exception {
    mailman = MailmanServer.start(home);
    mailman.list(TALK, "public", "Talk about anything");
    mailman.list("staff@lists.city.example", "private", "Staff");
    mailman.list("gone@lists.city.example", "never", "Nothing is kept");
    mailman.list("everybody@lists.city.example", "public", "");
    mailman.list("other@lists.trust.example", "public", "");
    mailman.subscribe("anna@home.example", TALK);
    mailman.subscribe("ben@home.example", TALK);
    mailman.subscribe(MANY, "everybody@lists.city.example");
  }

  @AfterAll
  static void stop() throws Exception {
    mailman.close();
  }

  @Test
  void listsAreReadWithTheirArchiveAndTheirSize() {
    Map<String, Entry> lists = entries();
    assertThat(lists).hasSize(5);
    assertThat(entry(lists, TALK))
        .returns(Kind.PUBLIC_LIST, Entry::kind)
        .returns("Talk", Entry::name)
        .returns(true, Entry::settled);
    assertThat(entry(lists, TALK).note()).isEqualTo("Talk about anything");
    assertThat(entry(lists, TALK).readers()).hasValue(2);
    assertThat(entry(lists, "staff@lists.city.example").kind()).isEqualTo(Kind.LIST);
    assertThat(entry(lists, "gone@lists.city.example").kind()).isEqualTo(Kind.LIST);
    assertThat(entry(lists, "other@lists.trust.example").readers()).hasValue(0);
  }

  @Test
  void aListOfAHundredThousandIsCountedAndNotListed() {
    assertThat(entry(entries(), "everybody@lists.city.example").readers()).hasValue(MANY);
  }

  @Test
  void aWrongPasswordIsSaidAndNotRepeated() {
    assertThat(failure(settings("hunter2-secret", 100, 1 << 20)))
        .contains("does not accept")
        .doesNotContain("hunter2");
  }

  @Test
  void moreListsThanAllowedAreNoReading() {
    assertThat(failure(settings(MailmanServer.PASSWORD, 3, 1 << 20))).contains("more than 3 lists");
  }

  @Test
  void anAnswerLargerThanAllowedIsNoReading() {
    assertThat(failure(settings(MailmanServer.PASSWORD, 100, 200))).contains("larger than 200");
  }

  @Test
  void aServerThatIsKilledIsAFailureInWords(@TempDir Path other) throws Exception {
    try (MailmanServer dead = MailmanServer.start(other)) {
      dead.kill();
      assertThat(failure(dead.settings())).isNotEmpty();
    }
  }

  private static MailmanSettings settings(String password, int lists, int answer) {
    return new MailmanSettings(
        mailman.url(),
        MailmanServer.USER,
        () -> password,
        Optional.empty(),
        Duration.ofSeconds(20),
        new MailmanSettings.Limits(2, lists, answer));
  }

  private static String failure(MailmanSettings settings) {
    Reading reading = new MailmanSource(settings).read();
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).because();
  }

  private static Map<String, Entry> entries() {
    Reading reading = new MailmanSource(mailman.settings()).read();
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading)
        .listing().entries().stream()
            .collect(Collectors.toMap(entry -> entry.address().toString(), entry -> entry));
  }

  private static Entry entry(Map<String, Entry> lists, String address) {
    return Objects.requireNonNull(lists.get(address), address);
  }
}
