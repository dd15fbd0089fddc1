package org.gatepost.mail;

import java.util.Optional;

/** Where reports of non-delivery go (RFC 5321 section 4.1.1.2): a mailbox, or nowhere. */
public sealed interface ReversePath {
  /** {@code MAIL FROM:<>}: a bounce or a notice, which must never be answered by another. */
  record Null() implements ReversePath {
    @Override
    public String toString() {
      return "";
    }
  }

  /** {@code MAIL FROM:<address>}. */
  record Mailbox(Address address) implements ReversePath {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  static ReversePath none() {
    return new Null();
  }

  static ReversePath of(Address address) {
    return new Mailbox(address);
  }

  default Optional<Address> mailbox() {
    return switch (this) {
      case Null _ -> Optional.empty();
      case Mailbox(Address address) -> Optional.of(address);
    };
  }
}
