package org.gatepost.hold;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.InMemoryLedger;
import org.gatepost.delivery.Ledger;
import org.gatepost.inspect.GivenAnswer;
import org.gatepost.inspect.InMemoryAnswers;
import org.gatepost.mail.Address;

/**
 * A spool that forgets everything when its process ends; shares its commits with the ledger that it
 * is given. Passes the same contract as the real one.
 */
public final class InMemorySpool implements Spool {
  private final InMemoryLedger ledger;
  private final InMemoryAnswers answers;
  private final Map<UUID, Hold> holds = new LinkedHashMap<>();
  private final Map<UUID, String> asked = new LinkedHashMap<>();
  private final Map<String, Joined> joined = new LinkedHashMap<>();

  private static final class Joined {
    final Map<Address, UUID> covered = new HashMap<>();
    UUID latest;

    Joined(UUID first) {
      this.latest = first;
    }
  }

  public InMemorySpool(InMemoryLedger ledger) {
    this(ledger, new InMemoryAnswers());
  }

  public InMemorySpool(InMemoryLedger ledger, InMemoryAnswers answers) {
    this.ledger = ledger;
    this.answers = answers;
  }

  /** Every hold ever taken, for assertions. */
  public List<Hold> all() {
    synchronized (ledger) {
      return List.copyOf(holds.values());
    }
  }

  @Override
  public Taken take(Intake intake) {
    synchronized (ledger) {
      ledger.check();
      Joined before = joined.get(intake.joinKey());
      if (before == null) {
        return fresh(intake, Joining.share(intake, List.of()));
      }
      Hold latest = hold(before.latest);
      Joining.Share share = Joining.share(intake, covered(before));
      boolean untold = false;
      if (latest.state() == HoldState.HELD) {
        Hold united = Joining.unite(latest, intake, share.held());
        holds.put(latest.id(), united);
        untold = united.awaiting() != latest.awaiting() && !tell(intake, united);
        free(intake, share, latest.id(), latest.content());
      } else if (!share.held().isEmpty()) {
        return fresh(intake, share);
      } else if (!share.free().isEmpty()) {
        ledger.store(intake.hold().content(), intake.content());
        free(intake, share, latest.id(), intake.hold().content());
      }
      cover(before, latest.id(), share);
      return new Taken.Joined(latest.id(), untold);
    }
  }

  @Override
  public Optional<Hold> find(UUID hold) {
    synchronized (ledger) {
      ledger.check();
      return Optional.ofNullable(holds.get(hold));
    }
  }

  @Override
  public List<Hold> ownedBy(Address owner, int most) {
    synchronized (ledger) {
      ledger.check();
      return holds.values().stream()
          .filter(hold -> hold.owner().map(Address::person).equals(Optional.of(owner.person())))
          .sorted(comparing(Hold::heldAt).thenComparing(Hold::id).reversed())
          .limit(most)
          .toList();
    }
  }

  @Override
  public List<Hold> forReviewers(int most) {
    synchronized (ledger) {
      ledger.check();
      return holds.values().stream()
          .filter(hold -> hold.state() == HoldState.HELD)
          .filter(hold -> hold.awaiting() == Awaiting.REVIEWER || hold.owner().isEmpty())
          .sorted(comparing(Hold::heldAt).thenComparing(Hold::id))
          .limit(most)
          .toList();
    }
  }

  @Override
  public List<Hold> due(Instant now, int most) {
    synchronized (ledger) {
      ledger.check();
      return holds.values().stream()
          .filter(hold -> hold.state() == HoldState.HELD && !hold.dueAt().isAfter(now))
          .sorted(comparing(Hold::dueAt))
          .limit(most)
          .toList();
    }
  }

  @Override
  public boolean resolve(
      Hold seen,
      Hold.Resolution resolution,
      List<Delivery.Order> orders,
      List<Ledger.Posted> posted,
      Optional<Intake> successor,
      List<GivenAnswer> answered) {
    synchronized (ledger) {
      ledger.check();
      UUID id = seen.id();
      Hold hold = hold(id);
      if (hold.state() != HoldState.HELD
          || hold.envelope().recipients().size() != seen.envelope().recipients().size()) {
        return false;
      }
      holds.put(id, ended(hold, resolution));
      orders.forEach(order -> ledger.order(order, Optional.of(id), resolution.at()));
      answers.note(answered, resolution.at());
      posted.forEach(letter -> ledger.post(letter, Optional.of(id), resolution.at()));
      successor.ifPresent(
          next -> {
            Joined same = joined.get(next.joinKey());
            boolean taken = same != null && hold(same.latest).state() == HoldState.HELD;
            Intake own =
                taken
                    ? new Intake(
                        next.hold(),
                        next.joinKey() + "#" + next.hold().id(),
                        next.content(),
                        next.free(),
                        next.patience(),
                        next.notice())
                    : next;
            fresh(own, Joining.share(own, List.of()));
          });
      return true;
    }
  }

  @Override
  public boolean askReviewer(UUID id, String by, String reason, Instant dueAt) {
    synchronized (ledger) {
      ledger.check();
      Hold hold = hold(id);
      if (hold.state() != HoldState.HELD) {
        return false;
      }
      holds.put(id, handedOver(hold, dueAt));
      asked.put(id, reason);
      return true;
    }
  }

  @Override
  public Optional<String> askedBecause(UUID hold) {
    synchronized (ledger) {
      ledger.check();
      return Optional.ofNullable(asked.get(hold));
    }
  }

  private Taken fresh(Intake intake, Joining.Share share) {
    Hold hold = intake.hold().withRecipients(share.held());
    holds.put(hold.id(), hold);
    ledger.store(hold.content(), intake.content());
    Joined known = joined.computeIfAbsent(intake.joinKey(), _ -> new Joined(hold.id()));
    known.latest = hold.id();
    cover(known, hold.id(), share);
    free(intake, share, hold.id(), hold.content());
    return new Taken.Fresh(hold.id(), !tell(intake, hold));
  }

  /** False when there is nobody to tell and somebody is waited for. */
  private boolean tell(Intake intake, Hold hold) {
    Optional<Ledger.Posted> notice = intake.notice().apply(hold);
    notice.ifPresent(letter -> ledger.post(letter, Optional.of(hold.id()), intake.hold().heldAt()));
    return notice.isPresent() || hold.awaiting() == Awaiting.SPLIT;
  }

  private void free(Intake intake, Joining.Share share, UUID hold, UUID content) {
    if (intake.free().isPresent() && !share.free().isEmpty()) {
      Free part = intake.free().get();
      ledger.order(
          new Delivery.Order(
              part.id(), Delivery.Kind.AS_IS, part.envelope().to(share.free()), content),
          Optional.of(hold),
          intake.hold().heldAt());
    }
  }

  private static void cover(Joined joined, UUID hold, Joining.Share share) {
    share.held().forEach(recipient -> joined.covered.put(recipient.address(), hold));
    share.free().forEach(recipient -> joined.covered.put(recipient.address(), hold));
  }

  private List<Joining.Covered> covered(Joined joined) {
    return joined.covered.entrySet().stream()
        .map(
            entry -> {
              Hold by = hold(entry.getValue());
              return new Joining.Covered(
                  entry.getKey(), by.state(), by.resolution().map(Hold.Resolution::at));
            })
        .toList();
  }

  private Hold hold(UUID id) {
    Hold hold = holds.get(id);
    if (hold == null) {
      throw new IllegalStateException("No held message has the id " + id);
    }
    return hold;
  }

  private static Hold ended(Hold hold, Hold.Resolution resolution) {
    return new Hold(
        hold.id(),
        resolution.state(),
        hold.awaiting(),
        hold.owner(),
        hold.envelope(),
        hold.subject(),
        hold.messageId(),
        hold.size(),
        hold.content(),
        hold.rule(),
        hold.findings(),
        hold.offers(),
        hold.split(),
        hold.heldAt(),
        hold.dueAt(),
        hold.replaces(),
        Optional.of(resolution));
  }

  private static Hold handedOver(Hold hold, Instant dueAt) {
    return new Hold(
        hold.id(),
        hold.state(),
        Awaiting.REVIEWER,
        hold.owner(),
        hold.envelope(),
        hold.subject(),
        hold.messageId(),
        hold.size(),
        hold.content(),
        hold.rule(),
        hold.findings(),
        hold.offers(),
        hold.split(),
        hold.heldAt(),
        dueAt,
        hold.replaces(),
        hold.resolution());
  }
}
