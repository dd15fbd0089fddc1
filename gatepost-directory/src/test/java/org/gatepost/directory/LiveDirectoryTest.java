package org.gatepost.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.gatepost.audience.Directory;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.audience.DirectoryIndex;
import org.gatepost.directory.LiveDirectory.Opening;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a directory elsewhere when it changes, shrinks, or is gone. */
class LiveDirectoryTest {
  private static final Address LIST = Address.of("talk@lists.city.example");
  private static final Entry PUBLIC =
      new Entry(LIST, "Talk", Kind.PUBLIC_LIST, "", true, OptionalInt.of(412));

  @TempDir private Path data;
  private Instant now = Instant.parse("2026-01-05T09:00:00Z");
  private DirectoryIndex written = new DirectoryIndex(List.of(), java.util.Map.of());
  private final ChangingSource ldap = new ChangingSource("ldap").holdsPeople(40);
  private final ChangingSource mailman = new ChangingSource("mailman").holds(PUBLIC);
  private boolean acceptLoss;

  @Test
  void whatIsReadElsewhereIsFound() throws Exception {
    LiveDirectory directory = open();
    assertThat(directory.find(LIST).orElseThrow().readers()).hasValue(412);
    assertThat(directory.all(Kind.PERSON)).hasSize(40);
    ldap.holdsPeople(41);
    assertThat(directory.refresh()).noneMatch(Event::isTrouble);
    assertThat(directory.all(Kind.PERSON)).hasSize(41);
  }

  @Test
  void aSnapshotStaysTheSameUntilSomethingChanges() throws Exception {
    LiveDirectory directory = open();
    Directory first = directory.snapshot();
    directory.refresh();
    assertThat(directory.snapshot()).isSameAs(first);
    ldap.holdsPeople(41);
    directory.refresh();
    assertThat(directory.snapshot()).isNotSameAs(first);
    assertThat(first.all(Kind.PERSON)).hasSize(40);
  }

  @Test
  void aSourceThatIsDownLeavesTheLastKnownCopyAndItsAgeIsSaid() throws Exception {
    LiveDirectory directory = open();
    ldap.fails("connection refused");
    now = now.plus(Duration.ofHours(3));
    assertThat(directory.refresh().stream().filter(Event::isTrouble))
        .singleElement()
        .extracting(Event::text)
        .asString()
        .contains("directory.ldap", "connection refused", "3 hours old");
    assertThat(directory.all(Kind.PERSON)).hasSize(40);
  }

  @Test
  void aStartWithTheSourceDownUsesTheCopyOnDisk() throws Exception {
    open();
    ldap.fails("connection refused");
    mailman.fails("connection refused");
    now = now.plus(Duration.ofDays(3));
    Opening.Opened opened = (Opening.Opened) opening();
    assertThat(opened.events()).hasSize(2).allMatch(Event::isTrouble);
    assertThat(opened.events().getFirst().text()).contains("3 days old");
    assertThat(opened.directory().find(LIST)).contains(PUBLIC);
    assertThat(opened.directory().all(Kind.PERSON)).hasSize(40);
  }

  @Test
  void aStartWithTheSourceDownAndNoCopyIsRefused() {
    ldap.fails("connection refused");
    assertThat(opening())
        .isEqualTo(
            new Opening.Unavailable(
                "directory.ldap cannot be read (connection refused), and there is no earlier copy"
                    + " of it to judge by."));
  }

  @Test
  void aCopyOfAnotherDirectoryIsNoCopy() throws Exception {
    open();
    ldap.is("another base").fails("connection refused");
    assertThat(opening()).isInstanceOf(Opening.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "null", "[]", "{\"format\":2}", "no json"})
  void aCopyThatIsBrokenIsNoCopy(String text) throws Exception {
    open();
    Files.writeString(data.resolve("directory/ldap.json"), text);
    ldap.fails("connection refused");
    assertThat(opening()).isInstanceOf(Opening.Unavailable.class);
  }

  @Test
  void aCopyThatWasCutAnywhereIsNoCopy() throws Exception {
    ldap.holdsPeople(2);
    open();
    ldap.fails("connection refused");
    Path file = data.resolve("directory/ldap.json");
    String whole = Files.readString(file);
    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(file, whole.substring(0, length));
      assertThat(opening()).as("cut at " + length).isInstanceOf(Opening.Unavailable.class);
    }
  }

  @Test
  void onlyTheOwnerCanReadTheCopyAndNothingElseIsLeft() throws Exception {
    open().refresh();
    Path folder = data.resolve("directory");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      assertThat(files.toList())
          .hasSize(2)
          .allMatch(file -> permissions(file).equals("rw-------"))
          .allMatch(file -> file.toString().endsWith(".json"));
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  @Test
  void aCopyHoldsEverythingThatCounts() throws Exception {
    open();
    mailman.fails("down");
    assertThat(open().find(LIST)).contains(PUBLIC);
    assertThat(open().find(ChangingSource.person(3).address())).contains(ChangingSource.person(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 19})
  void aSourceThatLosesHalfIsNotBelieved(int left) throws Exception {
    LiveDirectory directory = open();
    ldap.holdsPeople(left);
    assertThat(directory.refresh()).anyMatch(Event::isTrouble);
    assertThat(directory.all(Kind.PERSON)).hasSize(40);
    assertThat(((Opening.Opened) opening()).events()).anyMatch(Event::isTrouble);
    acceptLoss = true;
    assertThat(open().all(Kind.PERSON)).hasSize(left);
  }

  @Test
  void aSmallSourceThatIsSuddenlyEmptyIsNotBelieved() throws Exception {
    LiveDirectory directory = open();
    mailman.holds();
    assertThat(directory.refresh()).anyMatch(Event::isTrouble);
    assertThat(directory.find(LIST)).contains(PUBLIC);
  }

  @Test
  void aSourceMayLoseHalfAndSmallOnesMore() throws Exception {
    LiveDirectory directory = open();
    ldap.holdsPeople(20);
    assertThat(directory.refresh()).noneMatch(Event::isTrouble);
    ldap.holdsPeople(10);
    assertThat(directory.refresh()).noneMatch(Event::isTrouble);
    ldap.holdsPeople(9);
    directory.refresh();
    ldap.holdsPeople(1);
    assertThat(directory.refresh()).noneMatch(Event::isTrouble);
    assertThat(directory.all(Kind.PERSON)).hasSize(1);
  }

  @Test
  void theFilesWordCountsAndAPublicArchiveIsSaidOnce() throws Exception {
    written = DirectoryIndex.of(List.of(new Entry(LIST, "Talk", Kind.LIST, "")), Set.of());
    Opening.Opened opened = (Opening.Opened) opening();
    assertThat(opened.directory().find(LIST).orElseThrow().kind()).isEqualTo(Kind.LIST);
    assertThat(opened.directory().find(LIST).orElseThrow().readers()).hasValue(412);
    assertThat(opened.events()).contains(new Event.Contradicted(LIST, "mailman"));
    assertThat(opened.directory().refresh()).noneMatch(Event::isTrouble);
  }

  @Test
  void mailmansWordCountsMoreThanLdaps() throws Exception {
    ldap.holds(new Entry(LIST, "Talk group", Kind.GROUP, "", false, OptionalInt.of(3)));
    assertThat(open().find(LIST).orElseThrow().kind()).isEqualTo(Kind.PUBLIC_LIST);
  }

  @Test
  void aReadingThatHangsEndsWhenTheDirectoryIsClosed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    DirectorySource hanging =
        new DirectorySource() {
          @Override
          public String name() {
            return "ldap";
          }

          @Override
          public String identity() {
            return "";
          }

          @Override
          public Reading read() {
            begun.countDown();
            try {
              new CountDownLatch(1).await();
              return new Reading.Failed("woken");
            } catch (InterruptedException closed) {
              ended.countDown();
              return new Reading.Failed("closed");
            }
          }
        };
    Timely timely = new Timely(Duration.ofHours(1));
    Thread refresh = Thread.ofVirtual().start(() -> timely.read(hanging));
    begun.await();
    timely.close();
    refresh.join();
    ended.await();
  }

  private Opening opening() {
    return LiveDirectory.open(
        new LiveDirectory.Parts(
            written,
            Set.of(),
            List.of(mailman, ldap),
            Optional.of(Copies.in(data.resolve("directory"))),
            Duration.ofSeconds(30),
            acceptLoss),
        () -> now);
  }

  private LiveDirectory open() {
    Opening opening = opening();
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    return ((Opening.Opened) opening).directory();
  }
}
