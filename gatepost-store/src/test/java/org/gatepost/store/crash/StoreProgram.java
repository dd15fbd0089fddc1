package org.gatepost.store.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.gatepost.correspondence.CorrespondenceLog;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.FaultText;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Holds;
import org.gatepost.hold.Spool;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.store.DataFolder;
import org.gatepost.store.SharedStore;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;

/**
 * A process that is there to be killed. It opens a store, does what it is told, and says on
 * standard output what it was promised: a line is written only when the call behind it has
 * returned.
 */
public final class StoreProgram {
  static final int COPIES = 20;
  static final String FAILED = "failed";

  static final List<HoldState> ENDS =
      List.of(HoldState.RELEASED, HoldState.CHANGED, HoldState.CANCELLED, HoldState.EXPIRED);

  private final Store store;

  private StoreProgram(Store store) {
    this.store = store;
  }

  public static void main(String[] arguments) throws Exception {
    // What fails here would otherwise be waited for in vain.
    Thread.setDefaultUncaughtExceptionHandler(
        (_, fault) -> say(FAILED + " " + FaultText.of(fault)));
    Store store = Store.open(settings(DataFolder.at(Path.of(arguments[0]))));
    say("open");
    StoreProgram program = new StoreProgram(store);
    switch (arguments[1]) {
      case "promise" -> program.promise();
      case "midway" -> program.midway();
      case "work" -> program.work();
      case "large" -> program.large();
      case "learn" -> program.learn();
      default -> throw new IllegalArgumentException(arguments[1]);
    }
    // Whoever is to be killed here waits for it.
    new CountDownLatch(1).await();
  }

  /**
   * With patience: six threads want a connection at once, the pool opens one after the other, and
   * on a busy machine that takes longer than a mail client should wait.
   */
  private static StoreSettings settings(DataFolder folder) {
    StoreSettings usual = StoreSettings.embedded(folder, SharedStore.IDS);
    return new StoreSettings(
        folder,
        usual.database(),
        usual.keyFile(),
        usual.connections(),
        Duration.ofMinutes(2),
        usual.subjects(),
        usual.identities());
  }

  private static void say(String line) {
    // The whole line at once, so that a kill leaves a line or none.
    byte[] octets = (line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(octets, 0, octets.length);
    System.out.flush();
  }

  /** Learns batch after batch, without end. */
  private void learn() {
    CorrespondenceLog log = LearningCrashTest.correspondence(store);
    for (int batch = 0; ; batch++) {
      say("begun");
      log.learn(LearningCrashTest.batch(batch));
      say("learned " + batch);
    }
  }

  /** Octets of which the second half never comes; whoever waits for them is in mid-transaction. */
  private static final class Stuck implements Content {
    @Override
    public long size() {
      return 1_000_000;
    }

    @Override
    public InputStream open(long start, long end) throws IOException {
      throw new IOException("Read by writeTo only.");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(new byte[500_000]);
      say("midway");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
    }

    @Override
    public void close() {}
  }

  private static Ledger.Posted letter(Content content) {
    Delivery.Order order = Holds.notice().order();
    return new Ledger.Posted(order, content);
  }

  private static Spool.Intake intake(Content content) {
    Spool.Intake made =
        Holds.intake("key-" + Holds.id(), Holds.families(0, COPIES), Holds.families(100, 102));
    return new Spool.Intake(
        made.hold(),
        made.joinKey(),
        content,
        made.free(),
        made.patience(),
        _ -> Optional.of(letter(content)));
  }

  private Hold take(Content content) {
    Spool.Intake intake = intake(content);
    say("try " + intake.hold().id());
    store.spool().take(intake);
    say("held " + intake.hold().id());
    return store.spool().find(intake.hold().id()).orElseThrow();
  }

  /** One of each change, each returned from. */
  private void promise() {
    ask(take(Holds.content("x")));
    for (HoldState end : ENDS) {
      resolve(take(Holds.content("x")), end, Holds.content("y"));
    }
    List<Delivery> leased = store.ledger().lease("worker", 3, Duration.ofMinutes(5), Holds.NOW);
    leased.forEach(delivery -> say("leased " + name(delivery)));
    begin(leased.get(1));
    begin(leased.get(2));
    settle(leased.get(2), Holds.content("y"));
    say("promised");
  }

  /** One of each change, each stopped between its first row and its commit. */
  private void midway() {
    List<Hold> holds = ENDS.stream().map(_ -> take(Holds.content("x"))).toList();
    Delivery delivery =
        store.ledger().lease("worker", 1, Duration.ofMinutes(5), Holds.NOW).getFirst();
    say("leased " + name(delivery));
    begin(delivery);
    Thread.startVirtualThread(() -> take(new Stuck()));
    Thread.startVirtualThread(() -> settle(delivery, new Stuck()));
    for (int i = 0; i < ENDS.size(); i++) {
      Hold hold = holds.get(i);
      HoldState end = ENDS.get(i);
      Thread.startVirtualThread(() -> resolve(hold, end, new Stuck()));
    }
  }

  private static String name(Delivery delivery) {
    return delivery.id() + " " + delivery.hold().orElseThrow();
  }

  private void resolve(Hold hold, HoldState end, Content letter) {
    List<Delivery.Order> copies =
        end == HoldState.RELEASED
            ? hold.envelope().recipients().stream()
                .map(
                    recipient ->
                        new Delivery.Order(
                            Holds.id(),
                            Delivery.Kind.COPY,
                            hold.envelope().to(List.of(recipient)),
                            hold.content()))
                .toList()
            : List.of();
    Optional<Spool.Intake> successor =
        end == HoldState.CHANGED ? Optional.of(intake(letter)) : Optional.empty();
    successor.ifPresent(next -> say("successor " + next.hold().id()));
    store.spool().resolve(hold, Holds.resolution(end), copies, List.of(letter(letter)), successor);
    say("ended " + hold.id() + " " + end);
  }

  private void ask(Hold hold) {
    store.spool().askReviewer(hold.id(), "hanna", "Please.", Holds.NOW.plusSeconds(9));
    say("asked " + hold.id());
  }

  private void begin(Delivery delivery) {
    store.ledger().begin(delivery, "worker", Holds.NOW);
    say("begun " + name(delivery));
  }

  private void settle(Delivery delivery, Content report) {
    List<Delivery.Result> results =
        delivery.recipients().stream()
            .map(to -> new Delivery.Result(to, Delivery.Status.SENT, "250 ok", false))
            .toList();
    store
        .ledger()
        .settle(
            delivery.id(),
            delivery.attempts() + 1,
            results,
            Optional.empty(),
            List.of(letter(report)),
            Holds.NOW);
    say("settled " + name(delivery));
  }

  /** Everything in turn, for as long as it lives. */
  private void work() {
    for (int i = 0; ; i++) {
      UUID entry = Holds.id();
      store.audit().judged(AuditEntries.entry(entry));
      say("judged " + entry);
      store.audit().outcome(entry, AuditTrail.Outcome.ACCEPTED, "250 ok");
      Hold hold = take(Content.of(new byte[200_000]));
      resolve(hold, ENDS.get(i % ENDS.size()), Holds.content("y"));
      Instant now = Holds.NOW.plusSeconds(3600);
      for (Delivery delivery : store.ledger().lease("worker", 5, Duration.ofMinutes(5), now)) {
        if (store.ledger().begin(delivery, "worker", now)) {
          say("begun " + name(delivery));
          settle(delivery, Holds.content("y"));
        }
      }
    }
  }

  /** Stores and reads a message that is larger than the memory of this process. */
  private void large() throws Exception {
    Counting octets = new Counting(100L * 1024 * 1024);
    UUID id = Holds.id();
    store
        .ledger()
        .post(
            new Ledger.Posted(
                new Delivery.Order(
                    Holds.id(),
                    Delivery.Kind.NOTICE,
                    Holds.envelope(List.of(Address.of("hanna@city.example"))),
                    id),
                octets),
            Optional.empty(),
            Holds.NOW);
    try (Content stored = store.ledger().open(id)) {
      say(digest(stored).equals(digest(octets)) ? "equal" : "different");
    }
    store.close();
    System.exit(0);
  }

  private static String digest(Content content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = content.open()) {
      byte[] buffer = new byte[64 * 1024];
      int read;
      while ((read = in.read(buffer)) > 0) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Octets that are made as they are read. */
  private record Counting(long size) implements Content {
    @Override
    public InputStream open(long start, long end) {
      return new InputStream() {
        private long at = start;

        @Override
        public int read() {
          return at == end ? -1 : (int) (at++ % 251);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
          if (at == end) {
            return -1;
          }
          int count = (int) Math.min(length, end - at);
          for (int i = 0; i < count; i++) {
            target[offset + i] = (byte) (at++ % 251);
          }
          return count;
        }
      };
    }

    @Override
    public void close() {}
  }
}
