package org.gatepost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.IdentitySource;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Message;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DispatchTest {
  private static final Instant NOW = Instant.parse("2026-06-09T09:41:00Z");
  private static final SmtpReply OK = SmtpReply.of(250, "2.0.0", "Ok");
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final IdentitySource ids = new IdentitySource(InstantSource.system(), new SecureRandom());

  @Test
  void everyDeliveryIsCarriedOnce() throws InterruptedException {
    CountDownLatch sent = new CountDownLatch(200);
    for (int i = 0; i < 200; i++) {
      order();
    }
    try (Dispatch dispatch = dispatch(sent::countDown, _ -> {})) {
      dispatch.start();
      assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(ledger.lease("other", 1000, Duration.ofMinutes(1), NOW.plusSeconds(86_400)))
        .isEmpty();
  }

  @Test
  void aKnownOutcomeIsWrittenDownWhenTheDatabaseComesBack() throws InterruptedException {
    UUID delivery = order();
    AtomicInteger sent = new AtomicInteger();
    Semaphore complained = new Semaphore(0);
    Runnable loseTheDatabase =
        () -> {
          sent.incrementAndGet();
          ledger.reachable(false);
        };
    try (Dispatch dispatch = dispatch(loseTheDatabase, _ -> complained.release())) {
      dispatch.start();
      assertThat(complained.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
      ledger.reachable(true);
    }
    assertThat(sent).hasValue(1);
    assertThat(ledger.progress(HOLD))
        .singleElement()
        .satisfies(
            progress -> {
              assertThat(progress.delivery()).isEqualTo(delivery);
              assertThat(progress.status()).isEqualTo(Delivery.Status.SENT);
            });
  }

  @Test
  void aFaultOfOursMeansAnotherTryAndSomebodyHears() throws InterruptedException {
    order();
    CountDownLatch heard = new CountDownLatch(1);
    Runnable fault =
        () -> {
          throw new IllegalStateException("boom");
        };
    try (Dispatch dispatch = dispatch(fault, _ -> heard.countDown())) {
      dispatch.start();
      assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(ledger.progress(HOLD))
        .singleElement()
        .satisfies(
            progress -> {
              assertThat(progress.status()).isEqualTo(Delivery.Status.QUEUED);
              assertThat(progress.inDoubt()).isTrue();
            });
  }

  @Test
  void whoIsOvertakenByAnotherAttemptIsHeardOfAndSettlesNothing() throws InterruptedException {
    UUID id = order();
    CountDownLatch heard = new CountDownLatch(1);
    Runnable slow =
        () -> {
          Instant later = NOW.plus(Duration.ofHours(1));
          ledger.recover(Optional.empty(), later);
          Delivery again = ledger.lease("other", 1, Duration.ofMinutes(5), later).getFirst();
          assertThat(again.id()).isEqualTo(id);
          assertThat(ledger.begin(again, "other", later)).isTrue();
        };
    try (Dispatch dispatch = dispatch(slow, _ -> heard.countDown())) {
      dispatch.start();
      assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(ledger.progress(HOLD))
        .singleElement()
        .satisfies(
            progress -> {
              assertThat(progress.status()).isEqualTo(Delivery.Status.SENDING);
              assertThat(progress.inDoubt()).isTrue();
            });
  }

  private static final UUID HOLD = new UUID(1, 2);

  private UUID order() {
    UUID id = ids.next();
    UUID content = ids.next();
    Delivery.Order order =
        new Delivery.Order(
            id,
            Delivery.Kind.AS_IS,
            Envelope.of(
                ReversePath.of(Address.of("clerk@city.example")),
                List.of(Address.of(id + "@firm.example"))),
            content);
    Content octets = Content.of("To: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    ledger.post(new Ledger.Posted(order, octets), Optional.of(HOLD), NOW);
    return id;
  }

  private Dispatch dispatch(Runnable onSend, java.util.function.Consumer<RuntimeException> alert) {
    Courier courier =
        new Courier(
            ledger,
            new SendingNextHop(onSend),
            new NoComposer(),
            _ -> {
              throw new IllegalStateException("nothing is read here");
            },
            new Courier.Schedule(Duration.ofDays(5)),
            (_, _) -> {},
            ids,
            () -> NOW);
    return new Dispatch(ledger, courier, "test", 4, alert, () -> NOW);
  }

  /** Takes everything; runs something for each message. */
  private record SendingNextHop(Runnable onSend) implements NextHop {
    @Override
    public Optional<Capabilities> capabilities() {
      return Optional.empty();
    }

    @Override
    public Transaction begin(ReversePath from, MailParameters parameters) {
      return new Transaction() {
        @Override
        public Answer mail() {
          return () -> OK;
        }

        @Override
        public Answer recipient(Recipient recipient) {
          return () -> OK;
        }

        @Override
        public Sent send(byte[] trace, Content content) {
          onSend.run();
          return new Sent.Answered(OK);
        }

        @Override
        public void close() {}
      };
    }
  }

  /** Nothing here is composed. */
  private static final class NoComposer implements Composer {
    @Override
    public List<Obstacle> obstacles(Message message, Set<Address> people) {
      throw new AssertionError();
    }

    @Override
    public Content copy(Message message, Recipient recipient, UUID id, Instant released) {
      throw new AssertionError();
    }

    @Override
    public Content readdressed(
        Message message, Set<Address> removed, Map<Address, Address> corrected, boolean dropBcc) {
      throw new AssertionError();
    }

    @Override
    public Correction corrected(Message message, Map<Address, Address> corrected) {
      throw new AssertionError();
    }

    @Override
    public Content letter(Letter letter) {
      throw new AssertionError();
    }

    @Override
    public Content report(Message original, Address to, List<Delivery.Result> failed, UUID id) {
      throw new AssertionError();
    }
  }
}
