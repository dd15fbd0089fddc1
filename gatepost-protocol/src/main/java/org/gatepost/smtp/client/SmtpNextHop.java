package org.gatepost.smtp.client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.gatepost.delivery.NextHop;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.ReversePath;
import org.gatepost.smtp.DeadlineWatch;
import org.gatepost.smtp.Tls;
import org.gatepost.smtp.client.NextHopAddress.Security;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The next hop, spoken to by SMTP over connections that are kept. */
public final class SmtpNextHop implements NextHop, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpNextHop.class);
  private static final Duration WATCH_PRECISION = Duration.ofMillis(250);

  /** How long a next hop that could not be reached is not asked again for what it offers. */
  private static final Duration DOWN = Duration.ofSeconds(3);

  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** How soon it is noticed that somebody waits for a connection that nobody uses. */
  private static final Duration WAY = Duration.ofMillis(100);

  private record Heard(Capabilities capabilities, Instant at) {}

  /** Whoever asks what is offered uses the connection for as long as the turn lasts. */
  private record Asking() implements HopPool.Holder {
    @Override
    public Optional<Duration> unused() {
      return Optional.empty();
    }

    @Override
    public void giveWay() {}
  }

  private final NextHopSettings settings;
  private final InstantSource clock;
  private final DeadlineWatch watch;
  private final HopPool pool;
  private final Reachability reachability;
  private final AtomicReference<@Nullable Heard> heard = new AtomicReference<>();
  private Instant downUntil = Instant.MIN;

  /**
   * Connects to nothing yet.
   *
   * @param reachability is told whether connections can be made
   * @throws IOException when the certificate authorities cannot be read
   * @throws GeneralSecurityException when they are none
   */
  public SmtpNextHop(NextHopSettings settings, InstantSource clock, Reachability reachability)
      throws IOException, GeneralSecurityException {
    this.settings = settings;
    this.clock = clock;
    this.reachability = reachability;
    NextHopAddress address = settings.address();
    this.watch = new DeadlineWatch(WATCH_PRECISION);
    HopDialler dialler =
        new HopDialler(
            settings,
            address.security() == Security.OPPORTUNISTIC
                ? Tls.unchecked(address.host())
                : Tls.client(address.host(), settings.authorities()),
            watch,
            reachability);
    this.pool = new HopPool(settings, dialler, this::remember);
    watch.every(SWEEP, pool::sweep);
    watch.every(WAY, pool::makeWay);
  }

  private void remember(Offered offered) {
    heard.set(new Heard(offered.capabilities(), clock.instant()));
  }

  @Override
  public Optional<Capabilities> capabilities() {
    Heard known = heard.get();
    if (known != null && isFresh(known)) {
      return Optional.of(known.capabilities());
    }
    synchronized (heard) {
      known = heard.get();
      if ((known == null || !isFresh(known)) && !clock.instant().isBefore(downUntil)) {
        ask();
      }
    }
    known = heard.get();
    return Optional.ofNullable(known).map(Heard::capabilities);
  }

  private boolean isFresh(Heard known) {
    return clock.instant().isBefore(known.at().plus(settings.capabilitiesFor()));
  }

  private void ask() {
    try {
      Turn turn = pool.take(new Asking());
      if (turn.reused()) {
        // A connection that was kept has its EHLO behind it: only a new one hears what holds now.
        turn.replace();
      }
      turn.giveBack();
    } catch (HopUnavailableException down) {
      downUntil = clock.instant().plus(DOWN);
      if (!reachability.isDown()) {
        LOG.warn("{}", down.getMessage());
      }
    }
  }

  @Override
  public Transaction begin(ReversePath from, MailParameters parameters) {
    return new HopTransaction(settings, pool, from, parameters);
  }

  /** How many connections wait to be used again. */
  public int idleConnections() {
    return pool.idle();
  }

  @Override
  public void close() {
    pool.close();
    watch.close();
  }
}
