package org.gatepost.smtp.server;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections each client has now. */
final class ClientCounts {
  private final int most;
  private final Map<Network, Integer> counts = new ConcurrentHashMap<>();

  ClientCounts(int most) {
    this.most = most;
  }

  /** Counts one more; false, and nothing counted, when that would be too many. */
  boolean enter(InetAddress address) {
    boolean[] entered = new boolean[1];
    counts.compute(
        Network.clientOf(address),
        (_, count) -> {
          int now = count == null ? 0 : count;
          entered[0] = now < most;
          return entered[0] ? Integer.valueOf(now + 1) : count;
        });
    return entered[0];
  }

  void leave(InetAddress address) {
    counts.computeIfPresent(
        Network.clientOf(address), (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
  }
}
