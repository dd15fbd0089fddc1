package org.gatepost.smtp.client;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever looks after the machine that the next hop cannot be reached, and that it answers
 * again: once each, however many messages wait for it, and not more than once a minute when it
 * comes and goes. It names reasons, never addresses: a reason is ours or the system's, not the next
 * hop's words.
 */
public final class Reachability {
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Consumer<String> warn;
  private final Consumer<String> tell;
  private Instant quietUntil = Instant.MIN;
  private boolean down;
  private boolean warned;

  /**
   * Everything that speaks to the same next hop shares one.
   *
   * @param warn is given the one line when it cannot be reached
   * @param tell is given the one line when it answers again
   */
  public Reachability(InstantSource clock, Consumer<String> warn, Consumer<String> tell) {
    this.clock = clock;
    this.warn = warn;
    this.tell = tell;
  }

  /** A connection could not be made. */
  synchronized void failed(HopUnavailableException because) {
    down = true;
    Instant now = clock.instant();
    if (!warned && !now.isBefore(quietUntil)) {
      warned = true;
      quietUntil = now.plus(BETWEEN_WARNINGS);
      warn.accept(
          because.getMessage()
              + reason(because.getCause())
              + ". Clients are told to try again later, and mail that was taken waits.");
    }
  }

  /** A connection was made. */
  synchronized void answered() {
    down = false;
    if (warned) {
      warned = false;
      tell.accept("The next hop answers again.");
    }
  }

  /** True since the last connection could not be made. */
  synchronized boolean isDown() {
    return down;
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case SocketException e -> words(e);
      case SocketTimeoutException e -> words(e);
      case null -> "";
      default -> " (" + cause.getClass().getSimpleName() + ")";
    };
  }

  private static String words(Exception system) {
    return " ("
        + Optional.ofNullable(system.getMessage()).orElseGet(system.getClass()::getSimpleName)
        + ")";
  }
}
