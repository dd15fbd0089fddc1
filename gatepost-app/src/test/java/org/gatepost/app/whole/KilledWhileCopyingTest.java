package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at fifty random moments while copies are on their way to a real Postfix, which hands them
 * to a recorder: none is lost, and a second one of a copy comes only where nobody can know better:
 * Postfix had the first one, and the program was killed before it had written that down. At most
 * one for each delivery connection and kill. Afterwards the program's own books agree.
 *
 * <p>A moment is a step of a conversation with Postfix, chosen by chance, and up to a few
 * milliseconds more. {@code -Dgatepost.seed} repeats a run's choices.
 */
@Tag("peers")
class KilledWhileCopyingTest {
  private static final int KILLS = 50;
  private static final int SIGKILLED = 137;
  private static final int CONNECTIONS = 4;
  private static final int MOST_STEPS_BETWEEN = 110;
  private static final Pattern QUEUE_ID = Pattern.compile("with E?SMTP\\w* id (\\w+)");

  private final long seed = Long.getLong("gatepost.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicInteger fuse = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicReference<GatepostProcess> running = new AtomicReference<>();
  private final AtomicInteger databaseKills = new AtomicInteger();

  @Test
  void noCopyIsLostAndNoneIsDoubledOutsideTheWindow() throws Exception {
    Path home = Folders.temporary("gpk");
    try (RecordingSink sink = RecordingSink.open();
        PostfixServer postfix = PostfixServer.start(sink.port());
        SteppedWire wire = SteppedWire.before(postfix.port(), this::burn);
        Browser browser = Browser.open()) {
      List<String> settings = new ArrayList<>(OpenCc.SETTINGS);
      settings.add("next-hop=smtp://127.0.0.1:" + wire.port());
      settings.add("delivery.connections=" + CONNECTIONS);
      String[] whole = settings.toArray(String[]::new);
      settings.add("--roles gate");
      String[] gateOnly = settings.toArray(String[]::new);
      List<String> subjects = new ArrayList<>();
      int kills = 0;
      while (kills < KILLS) {
        String subject = "Dates, letter " + (subjects.size() + 1);
        subjects.add(subject);
        start(home, whole);
        release(sink, browser, subject);
        light();
        while (kills < KILLS && endedBefore(sink, subject)) {
          kills++;
          wire.era(kills);
          gatepost().awaitExit();
          start(home, gateOnly);
          light();
        }
        if (kills < KILLS) {
          fuse.set(Integer.MAX_VALUE);
          // The fuse may have burnt at the very end of the last copy.
          assertThat(gatepost().terminate()).isIn(0, SIGKILLED);
        }
      }
      fuse.set(Integer.MAX_VALUE);
      for (String subject : subjects) {
        Patience.await(
            "every copy of " + subject,
            Duration.ofMinutes(3),
            () -> reached(sink, subject).size() == 501);
      }
      assertThat(gatepost().terminate()).isZero();
      report(sink, wire, home.resolve("data"), subjects, kills);
    } finally {
      gatepost().close();
      Folders.delete(home);
    }
  }

  private GatepostProcess gatepost() {
    GatepostProcess gatepost = running.get();
    assertThat(gatepost).isNotNull();
    return gatepost;
  }

  private void start(Path home, String[] settings) throws Exception {
    fuse.set(Integer.MAX_VALUE);
    running.set(GatepostProcess.start(home.resolve("data"), settings));
  }

  /** From now on the program lives for so many steps. */
  private void light() {
    fuse.set(1 + random.nextInt(MOST_STEPS_BETWEEN));
  }

  /** Called at each step of each conversation, on its thread. */
  private void burn() {
    if (fuse.decrementAndGet() == 0) {
      synchronized (random) {
        Optional<ProcessHandle> database =
            random.nextInt(4) == 0 ? gatepost().database() : Optional.empty();
        if (random.nextBoolean()) {
          LockSupport.parkNanos(random.nextInt(5_000_000));
        }
        gatepost().kill();
        database.ifPresent(ProcessHandle::destroyForcibly);
        database.ifPresent(_ -> databaseKills.incrementAndGet());
      }
    }
  }

  /** True when the program was killed before all copies were there. */
  private boolean endedBefore(RecordingSink sink, String subject) throws Exception {
    Patience.await(
        "a kill or the last copy of " + subject,
        Duration.ofMinutes(2),
        () -> !gatepost().isAlive() || reached(sink, subject).size() == 501);
    return !gatepost().isAlive();
  }

  private void release(RecordingSink sink, Browser browser, String subject) throws Exception {
    int console = gatepost().http();
    String answer =
        RawSmtp.send(
            gatepost().smtp(),
            OpenCc.TEAM,
            OpenCc.everybody(),
            OpenCc.familyUpdate(subject).bytes());
    assertThat(answer).startsWith("250").contains("held as");
    Notice notice = new Notice(sink.awaitOne(one -> Notice.isAbout(one, subject)));
    Page page = browser.page(false);
    page.navigate(notice.link().replaceFirst("127.0.0.1:\\d+", "127.0.0.1:" + console));
    OpenCcTest.chooseCopies(page);
    page.context().close();
  }

  private static Set<String> reached(RecordingSink sink, String subject) {
    Set<String> people = new HashSet<>();
    sink.arrivals(one -> Copies.isCopy(one, subject))
        .forEach(one -> people.addAll(one.recipients()));
    return people;
  }

  private void report(
      RecordingSink sink, SteppedWire wire, Path data, List<String> subjects, int kills) {
    int arrived = 0;
    int doubled = 0;
    Map<Integer, Integer> doubledByLife = new HashMap<>();
    Map<String, Set<String>> letters = new HashMap<>();
    for (String subject : subjects) {
      Map<String, List<Arrival>> byPerson = new HashMap<>();
      for (Arrival copy : sink.arrivals(one -> Copies.isCopy(one, subject))) {
        arrived++;
        byPerson.computeIfAbsent(copy.recipients().getFirst(), _ -> new ArrayList<>()).add(copy);
      }
      List<Arrival> firsts = byPerson.values().stream().map(List::getFirst).toList();
      Copies.verify(firsts, OpenCc.everybody(), OpenCc.familyUpdate(subject));
      Set<String> twice = new HashSet<>();
      for (Map.Entry<String, List<Arrival>> person : byPerson.entrySet()) {
        List<Arrival> same = person.getValue();
        assertThat(same.stream().map(one -> one.content().value("Message-ID")).distinct())
            .hasSize(1);
        List<Integer> lives = same.stream().map(one -> life(wire, one)).sorted().toList();
        assertThat(lives).as("lives of the program that sent it").doesNotHaveDuplicates();
        lives
            .subList(0, lives.size() - 1)
            .forEach(life -> doubledByLife.merge(life, 1, Integer::sum));
        if (same.size() > 1) {
          doubled += same.size() - 1;
          twice.add(person.getKey());
        }
      }
      letters.put(subject, twice);
    }
    long doubts = Books.verify(data, letters);
    System.out.printf(
        "kill -9: seed %d, %d kills of the program, %d of its database as well, %d letters of 501"
            + " copies, %d arrived by way of Postfix, 0 lost, %d in doubt, %d of them doubled%n",
        seed, kills, databaseKills.get(), subjects.size(), arrived, doubts, doubled);
    assertThat(doubledByLife.values())
        .as("copies of one life of the program that came again, seed %d", seed)
        .allMatch(count -> count <= CONNECTIONS);
  }

  /** Which life of the program handed this one to Postfix. */
  private static int life(SteppedWire wire, Arrival arrival) {
    Matcher trace = QUEUE_ID.matcher(arrival.content().values("Received").getFirst());
    assertThat(trace.find()).as("Postfix's trace field in %s", arrival).isTrue();
    return wire.eraOf(trace.group(1))
        .orElseThrow(() -> new AssertionError("Postfix never said that it took " + trace.group(1)));
  }
}
