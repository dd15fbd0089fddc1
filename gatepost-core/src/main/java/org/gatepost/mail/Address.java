package org.gatepost.mail;

import java.util.Locale;
import java.util.Optional;

/**
 * A mailbox address (RFC 5321 {@code Mailbox}). The local part keeps the spelling that it came in,
 * because it is what goes on the wire; {@link #person()} is what to compare by.
 *
 * @param localPart as received, quotes and backslashes included where they were needed
 * @param domain the part behind the last {@code @}
 */
public record Address(String localPart, Domain domain) {
  public Address {
    if (localPart.isEmpty()) {
      throw new IllegalArgumentException("An address has no local part.");
    }
    for (int i = 0; i < localPart.length(); i++) {
      char c = localPart.charAt(i);
      if (c < ' ' || c == 0x7f) {
        throw new IllegalArgumentException("An address holds a control character.");
      }
    }
  }

  /** Reads {@code local@domain}; the text must hold nothing else. */
  public static Optional<Address> parse(String text) {
    String stripped = text.strip();
    int at = stripped.lastIndexOf('@');
    if (at <= 0 || at == stripped.length() - 1) {
      return Optional.empty();
    }
    String domain = stripped.substring(at + 1);
    if (!isDomain(domain)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Address(stripped.substring(0, at), Domain.of(domain)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** As {@link #parse}, for text that is known to be an address (tests, configuration, storage). */
  public static Address of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("Not an e-mail address: " + text));
  }

  /**
   * Who this is: two addresses of one person are equal here. Case is folded, a plus tag ({@code
   * anna+school@…}) and needless quotes are dropped (RFC 5233 sub-addressing).
   */
  public Address person() {
    String local = localPart;
    if (local.length() > 2 && local.startsWith("\"") && local.endsWith("\"")) {
      local = local.substring(1, local.length() - 1).replace("\\", "");
    }
    local = local.toLowerCase(Locale.ROOT);
    int plus = local.indexOf('+');
    if (plus > 0) {
      local = local.substring(0, plus);
    }
    return local.equals(localPart) ? this : new Address(local, domain);
  }

  /** True when SMTPUTF8 (RFC 6531) is needed to carry this address. */
  public boolean isInternational() {
    return localPart.chars().anyMatch(c -> c > 127);
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }

  private static boolean isDomain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f || "<>()@,;\"\\".indexOf(c) >= 0) {
        return false;
      }
    }
    return !text.startsWith(".");
  }
}
