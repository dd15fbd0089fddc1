package org.gatepost.delivery;

import static java.util.Comparator.comparing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.delivery.Delivery.Status;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Recipient;

/** A ledger that forgets everything when its process ends. Passes the same contract as the real. */
public final class InMemoryLedger implements Ledger {
  private final Map<UUID, Content> contents = new LinkedHashMap<>();
  private final Map<UUID, Account> accounts = new LinkedHashMap<>();
  private boolean reachable = true;

  /** From now on every call fails as if the database were gone, until it is back. */
  public synchronized void reachable(boolean reachable) {
    this.reachable = reachable;
  }

  /** For the spool that shares this ledger. */
  public void check() {
    if (!reachable) {
      throw new StorageUnavailableException("The database is gone.", new IOException("test"));
    }
  }

  /** For the spool: keeps content without an order. */
  public synchronized void store(UUID id, Content content) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      content.writeTo(octets);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    contents.put(id, Content.of(octets.toByteArray()));
  }

  /** For the spool: an order whose content is stored. */
  public synchronized void order(Delivery.Order order, Optional<UUID> hold, Instant now) {
    accounts.putIfAbsent(order.id(), new Account(order, hold, now));
  }

  /** Every delivery ever ordered, for assertions. */
  public synchronized List<Delivery.Order> orders() {
    return accounts.values().stream().map(account -> account.order).toList();
  }

  @Override
  public synchronized List<Delivery> lease(String worker, int most, Duration lease, Instant now) {
    check();
    return accounts.values().stream()
        .filter(account -> account.isDue(now))
        .sorted(comparing((Account account) -> account.due))
        .limit(most)
        .map(account -> account.lease(worker, lease, now))
        .toList();
  }

  @Override
  public synchronized boolean begin(Delivery leased, String worker, Instant now) {
    check();
    Account account = account(leased.id());
    List<Line> open = account.with(Status.LEASED);
    if (!account.worker.equals(Optional.of(worker))
        || !account.leaseEnds.isAfter(now)
        || account.attempts != leased.attempts()
        || open.isEmpty()
        || open.size() != leased.recipients().size()) {
      return false;
    }
    account.move(Status.LEASED, Status.SENDING, false);
    account.leaseEnds = now.plus(account.lease);
    account.attempts++;
    return true;
  }

  @Override
  public synchronized void renew(String worker, Set<UUID> deliveries, Instant now) {
    check();
    deliveries.stream()
        .map(this::account)
        .filter(account -> account.worker.equals(Optional.of(worker)))
        .forEach(account -> account.leaseEnds = now.plus(account.lease));
  }

  @Override
  public synchronized boolean settle(
      UUID delivery,
      int attempt,
      List<Delivery.Result> results,
      Optional<Instant> next,
      List<Posted> reports,
      Instant now) {
    check();
    Account account = account(delivery);
    if (account.attempts != attempt) {
      return false;
    }
    boolean anything = results.isEmpty();
    for (Delivery.Result result : results) {
      anything |= account.settle(result, now);
    }
    if (!anything) {
      return true;
    }
    account.move(Status.LEASED, Status.QUEUED, false);
    account.move(Status.SENDING, Status.QUEUED, false);
    account.worker = Optional.empty();
    account.due = next.orElse(now);
    reports.forEach(report -> post(report, account.hold, now));
    return true;
  }

  @Override
  public synchronized void post(Posted posted, Optional<UUID> hold, Instant now) {
    check();
    if (!accounts.containsKey(posted.order().id())) {
      store(posted.order().content(), posted.content());
      order(posted.order(), hold, now);
    }
  }

  @Override
  public synchronized int recover(Optional<String> worker, Instant now) {
    check();
    int inDoubt = 0;
    for (Account account : accounts.values()) {
      boolean lapsed = account.worker.isPresent() && !account.leaseEnds.isAfter(now);
      boolean own = worker.isPresent() && account.worker.equals(worker);
      if (lapsed || own) {
        inDoubt += account.with(Status.SENDING).isEmpty() ? 0 : 1;
        account.move(Status.LEASED, Status.QUEUED, false);
        account.move(Status.SENDING, Status.QUEUED, true);
        account.worker = Optional.empty();
        account.due = now;
      }
    }
    return inDoubt;
  }

  @Override
  public synchronized Content open(UUID content) {
    check();
    Content found = contents.get(content);
    if (found == null) {
      throw new IllegalStateException("No content is stored as " + content);
    }
    return found;
  }

  @Override
  public synchronized List<Delivery.Progress> progress(UUID hold) {
    check();
    return accounts.values().stream()
        .filter(account -> account.hold.equals(Optional.of(hold)))
        .flatMap(account -> account.lines.values().stream().map(account::progress))
        .sorted(
            comparing((Delivery.Progress line) -> line.recipient().toString())
                .thenComparing(Delivery.Progress::delivery))
        .toList();
  }

  @Override
  public synchronized Optional<Instant> nextDue() {
    check();
    return accounts.values().stream()
        .filter(account -> !account.with(Status.QUEUED).isEmpty())
        .map(account -> account.due)
        .min(Instant::compareTo);
  }

  private Account account(UUID delivery) {
    Account account = accounts.get(delivery);
    if (account == null) {
      throw new IllegalStateException("No delivery has the id " + delivery);
    }
    return account;
  }

  private static final class Line {
    final Recipient recipient;
    Status status = Status.QUEUED;
    String reply = "";
    boolean inDoubt;
    Optional<Instant> settledAt = Optional.empty();

    Line(Recipient recipient) {
      this.recipient = recipient;
    }
  }

  private static final class Account {
    final Delivery.Order order;
    final Optional<UUID> hold;
    final Instant createdAt;
    final Map<Address, Line> lines = new LinkedHashMap<>();
    Instant due;
    int attempts;
    Optional<String> worker = Optional.empty();
    Instant leaseEnds = Instant.EPOCH;
    Duration lease = Duration.ZERO;

    Account(Delivery.Order order, Optional<UUID> hold, Instant now) {
      this.order = order;
      this.hold = hold;
      this.createdAt = now;
      this.due = now;
      for (Recipient recipient : order.envelope().recipients()) {
        lines.put(recipient.address(), new Line(recipient));
      }
    }

    boolean isDue(Instant now) {
      return worker.isEmpty() && !due.isAfter(now) && !with(Status.QUEUED).isEmpty();
    }

    List<Line> with(Status status) {
      return lines.values().stream().filter(line -> line.status == status).toList();
    }

    void move(Status from, Status to, boolean doubt) {
      for (Line line : with(from)) {
        line.status = to;
        line.inDoubt |= doubt;
      }
    }

    Delivery lease(String by, Duration time, Instant now) {
      worker = Optional.of(by);
      lease = time;
      leaseEnds = now.plus(time);
      List<Line> open = new ArrayList<>(with(Status.QUEUED));
      move(Status.QUEUED, Status.LEASED, false);
      return new Delivery(
          order.id(),
          hold,
          order.kind(),
          order.envelope().to(open.stream().map(line -> line.recipient).toList()),
          order.content(),
          createdAt,
          attempts,
          open.stream().anyMatch(line -> line.inDoubt));
    }

    /** False when the recipient was settled before. */
    boolean settle(Delivery.Result result, Instant now) {
      Line line = lines.get(result.recipient());
      if (line == null) {
        throw new IllegalStateException("Not a recipient of this delivery.");
      }
      if (line.status == Status.SENT || line.status == Status.FAILED) {
        return false;
      }
      line.reply = result.reply();
      line.inDoubt |= result.inDoubt();
      line.status = result.status();
      if (line.status == Status.SENT || line.status == Status.FAILED) {
        line.settledAt = Optional.of(now);
      }
      return true;
    }

    Delivery.Progress progress(Line line) {
      return new Delivery.Progress(
          order.id(),
          order.kind(),
          line.recipient.address(),
          line.status,
          line.reply,
          attempts,
          line.inDoubt,
          line.settledAt);
    }
  }
}
