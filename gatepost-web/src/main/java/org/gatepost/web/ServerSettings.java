package org.gatepost.web;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

/**
 * How the pages are served.
 *
 * @param listen where; port 0 takes a free one
 * @param proxies addresses or networks (such as {@code 10.0.0.0/8}) of reverse proxies whose {@code
 *     X-Forwarded-For} and {@code X-Forwarded-Proto} are believed; nobody else's are
 * @param idle how long a sign-in lasts without a request
 * @param life how long a sign-in lasts at most
 */
public record ServerSettings(
    InetSocketAddress listen, Set<String> proxies, Duration idle, Duration life) {
  /** Half an hour without a request; a working day at most. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  public static final Duration LIFE = Duration.ofHours(10);

  public ServerSettings {
    proxies = Set.copyOf(proxies);
  }

  public static ServerSettings on(InetSocketAddress listen) {
    return new ServerSettings(listen, Set.of(), IDLE, LIFE);
  }

  /** True when only this machine can reach the pages directly. */
  public boolean isLoopback() {
    return listen.getAddress() != null && listen.getAddress().isLoopbackAddress();
  }
}
