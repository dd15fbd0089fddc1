package org.gatepost.correspondence;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatepost.correspondence.Exchange.Origin;
import org.gatepost.correspondence.Exchange.Showing;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;

/** Messages to learn from, put together word by word. */
public record Letter(Exchange exchange) {
  public static final Instant START = Instant.parse("2011-01-03T09:00:00Z");
  public static final String SUBJECT = "Listing of the hearing";
  public static final Address SOLICITOR = Address.of("solicitor@city.example");
  public static final Address COLLEAGUE = Address.of("colleague@city.example");
  public static final Address COUNSEL = Address.of("harriet.lowndes@chambers.example");
  public static final Address MISTYPED = Address.of("harriet.lownds@chambers.example");
  public static final Address CLERK = Address.of("anna.reed@chambers.example");

  /** As it is sent at the start. */
  public static Letter letter(Address from, Address... to) {
    return new Letter(
        new Exchange(
            START,
            NamedAddress.of(from),
            Arrays.stream(to).map(NamedAddress::of).toList(),
            SubjectKey.of("Re: " + SUBJECT)));
  }

  public static Address[] families(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Address.of("family" + i + "@mail.example"))
        .toArray(Address[]::new);
  }

  static Set<CaseReference> references(String... texts) {
    return Arrays.stream(texts).map(CaseReference::new).collect(Collectors.toSet());
  }

  public Letter at(Instant when) {
    return with(when, exchange.to(), exchange.subject(), exchange.thread(), exchange.cases());
  }

  public Letter id(String messageId) {
    return thread(Optional.of(MessageKey.of(messageId)), exchange.thread().references());
  }

  public Letter answering(String... messageIds) {
    return thread(exchange.thread().own(), Arrays.stream(messageIds).map(MessageKey::of).toList());
  }

  private Letter thread(Optional<MessageKey> own, List<MessageKey> references) {
    return with(
        exchange.when(),
        exchange.to(),
        exchange.subject(),
        new ThreadMarks(own, references),
        exchange.cases());
  }

  public Letter under(String subject) {
    return with(
        exchange.when(),
        exchange.to(),
        SubjectKey.of(subject),
        exchange.thread(),
        exchange.cases());
  }

  public Letter about(String... cases) {
    return with(
        exchange.when(), exchange.to(), exchange.subject(), exchange.thread(), references(cases));
  }

  public Letter called(Address person, String name) {
    List<NamedAddress> named =
        exchange.to().stream()
            .map(one -> one.address().equals(person) ? new NamedAddress(name, person) : one)
            .toList();
    return with(exchange.when(), named, exchange.subject(), exchange.thread(), exchange.cases());
  }

  public Letter hiding(Address... hidden) {
    return new Letter(
        new Exchange(
            exchange.when(),
            exchange.from(),
            exchange.to(),
            Set.of(hidden),
            exchange.subject(),
            exchange.thread(),
            exchange.cases(),
            exchange.origin(),
            exchange.showing()));
  }

  public Letter cameIn() {
    return of(Origin.CAME_IN, exchange.showing());
  }

  public Letter showingStrangers() {
    return of(exchange.origin(), Showing.STRANGERS);
  }

  private Letter of(Origin origin, Showing showing) {
    return new Letter(
        new Exchange(
            exchange.when(),
            exchange.from(),
            exchange.to(),
            exchange.hidden(),
            exchange.subject(),
            exchange.thread(),
            exchange.cases(),
            origin,
            showing));
  }

  private Letter with(
      Instant when,
      List<NamedAddress> to,
      SubjectKey subject,
      ThreadMarks thread,
      Set<CaseReference> cases) {
    return new Letter(
        new Exchange(
            when,
            exchange.from(),
            to,
            exchange.hidden(),
            subject,
            thread,
            cases,
            exchange.origin(),
            exchange.showing()));
  }
}
