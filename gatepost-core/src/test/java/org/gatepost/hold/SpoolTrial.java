package org.gatepost.hold;

import static org.gatepost.hold.Holds.intake;
import static org.gatepost.hold.Holds.resolution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Delivery.Kind;
import org.gatepost.delivery.Ledger;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;

/** A spool under test. Each test works on messages and people of its own. */
public abstract class SpoolTrial {
  protected final String key = "key-" + Holds.id();

  protected abstract Spool spool();

  /** The ledger whose commits the spool shares. */
  protected abstract Ledger ledger();

  protected boolean resolve(UUID hold, HoldState state, List<Delivery.Order> orders) {
    return resolve(spool().find(hold).orElseThrow(), state, orders);
  }

  protected boolean resolve(Hold seen, HoldState state, List<Delivery.Order> orders) {
    return spool().resolve(seen, resolution(state), orders, List.of(), Optional.empty());
  }

  protected List<Address> held(Spool.Intake intake) {
    return spool().find(intake.hold().id()).orElseThrow().envelope().addresses();
  }

  protected List<Address> recipients(UUID hold, Kind kind) {
    return ledger().progress(hold).stream()
        .filter(line -> line.kind() == kind)
        .map(Delivery.Progress::recipient)
        .toList();
  }

  protected String octets(UUID content) throws Exception {
    try (Content stored = ledger().open(content)) {
      return octets(stored);
    }
  }

  protected static String octets(Content content) throws Exception {
    try (var in = content.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  protected static <A, B> List<B> atOnce(List<A> inputs, Function<A, B> call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<B>> running = new ArrayList<>();
      for (A input : inputs) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.apply(input);
                }));
      }
      start.countDown();
      List<B> results = new ArrayList<>();
      for (Future<B> future : running) {
        results.add(future.get());
      }
      return results;
    }
  }
}
