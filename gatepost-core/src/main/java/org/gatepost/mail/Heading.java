package org.gatepost.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the headers mean, read once.
 *
 * @param from the authors (RFC 5322 section 3.6.2)
 * @param sender the {@code Sender} field
 * @param replyTo where answers go
 * @param addressees everyone named in To, Cc and a Bcc field in the data, and in the Resent fields
 *     of those names, in order, not yet deduplicated; groups opened
 * @param subject decoded
 * @param date the {@code Date} field, when it can be read
 * @param messageId with its angle brackets
 * @param references message ids of In-Reply-To and References, oldest first, without doubles
 */
public record Heading(
    List<NamedAddress> from,
    Optional<NamedAddress> sender,
    List<NamedAddress> replyTo,
    List<Addressee> addressees,
    Optional<String> subject,
    Optional<Instant> date,
    Optional<String> messageId,
    List<String> references) {
  public Heading {
    from = List.copyOf(from);
    replyTo = List.copyOf(replyTo);
    addressees = List.copyOf(addressees);
    references = List.copyOf(references);
  }

  public static Heading empty() {
    return new Heading(
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
