package org.gatepost.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Holds;
import org.gatepost.hold.Spool;
import org.gatepost.store.DataFolder;
import org.gatepost.store.SharedStore;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server dies under load: callers hear of it, it comes back, and no promise is broken. */
class ServerKilledTest {
  private static final int WRITERS = 20;

  @TempDir private Path temporary;

  private final Queue<UUID> judged = new ConcurrentLinkedQueue<>();
  private final Queue<UUID> held = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final Semaphore steps = new Semaphore(0);

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void whatWasAcknowledgedIsThereAfterwards() throws Exception {
    DataFolder folder = DataFolder.at(temporary.resolve("data"));
    try (Store store = Store.open(StoreSettings.embedded(folder, SharedStore.IDS))) {
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(Thread.startVirtualThread(() -> write(store)));
      }
      for (int kill = 0; kill < 3; kill++) {
        assertThat(steps.tryAcquire(200, 1, TimeUnit.MINUTES)).isTrue();
        server(folder).destroyForcibly();
        steps.drainPermits();
      }
      assertThat(steps.tryAcquire(200, 1, TimeUnit.MINUTES)).isTrue();
      running.set(false);
      for (Thread writer : writers) {
        writer.join();
      }
      assertThat(refused.get()).isPositive();
      for (UUID id : judged) {
        assertThat(store.audit().find(id)).isPresent();
      }
      for (UUID id : held) {
        assertThat(store.spool().find(id).orElseThrow().state()).isEqualTo(HoldState.HELD);
      }
    }
  }

  private void write(Store store) {
    while (running.get()) {
      try {
        UUID entry = Holds.id();
        store.audit().judged(AuditEntries.entry(entry));
        judged.add(entry);
        Spool.Intake intake =
            Holds.intake("key-" + entry, Holds.families(0, 5), Holds.families(5, 6));
        store.spool().take(intake);
        held.add(intake.hold().id());
        steps.release();
      } catch (StorageUnavailableException unavailable) {
        refused.incrementAndGet();
        Thread.onSpinWait();
      }
    }
  }

  private static ProcessHandle server(DataFolder folder) throws Exception {
    Path cluster = folder.postgres().resolve("cluster-18");
    long pid = Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst());
    return ProcessHandle.of(pid).orElseThrow();
  }
}
