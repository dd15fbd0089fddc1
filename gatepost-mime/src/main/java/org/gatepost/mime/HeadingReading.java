package org.gatepost.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Heading;
import org.gatepost.mail.NamedAddress;

/**
 * What the header fields of a message mean. A field that stands twice counts twice: mail programs
 * differ in which one they show. The Resent fields (RFC 5322 section 3.6.6) show their addresses to
 * every reader just as the plain ones do, and so does Apparently-To.
 */
final class HeadingReading {
  private final AddressListParser addresses = new AddressListParser(Limits.ADDRESSES);

  private HeadingReading() {}

  /** Empty when the fields name more addresses than are read. */
  static Optional<Heading> read(Headers headers) {
    return new HeadingReading().heading(headers);
  }

  private Optional<Heading> heading(Headers headers) {
    List<Addressee> addressees = new ArrayList<>();
    List<NamedAddress> from = new ArrayList<>();
    List<NamedAddress> sender = new ArrayList<>();
    List<NamedAddress> replyTo = new ArrayList<>();
    for (Headers.Field field : headers.fields()) {
      Optional<Addressee.Place> place = AddressFields.place(field);
      if (place.isPresent()) {
        addresses
            .parse(field.value())
            .forEach(mailbox -> addressees.add(new Addressee(place.get(), mailbox)));
      } else if (field.isNamed("From")) {
        from.addAll(addresses.parse(field.value()));
      } else if (field.isNamed("Sender")) {
        sender.addAll(addresses.parse(field.value()));
      } else if (field.isNamed("Reply-To")) {
        replyTo.addAll(addresses.parse(field.value()));
      }
    }
    if (addresses.isExhausted()) {
      return Optional.empty();
    }
    Optional<String> messageId =
        headers
            .first("Message-ID")
            .flatMap(field -> MessageIds.in(field.value()).stream().findFirst());
    return Optional.of(
        new Heading(
            from,
            sender.stream().findFirst(),
            replyTo,
            addressees,
            headers.first("Subject").map(field -> EncodedWords.decode(field.value()).strip()),
            headers.first("Date").flatMap(field -> MailDate.parse(field.value())),
            messageId,
            references(headers)));
  }

  private static List<String> references(Headers headers) {
    Set<String> ids = new LinkedHashSet<>();
    headers.all("References").forEach(field -> ids.addAll(MessageIds.in(field.value())));
    headers.all("In-Reply-To").forEach(field -> ids.addAll(MessageIds.in(field.value())));
    return List.copyOf(ids);
  }
}
