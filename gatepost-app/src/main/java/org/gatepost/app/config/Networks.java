package org.gatepost.app.config;

import java.net.InetAddress;
import java.util.Optional;

/** Network addresses in text, read without asking any name server. */
final class Networks {
  private Networks() {}

  static Optional<InetAddress> literal(String text) {
    if (!text.matches("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
