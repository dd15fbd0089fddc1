package org.gatepost.gate;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatepost.audience.Audience.Exposure;
import org.gatepost.audience.AudienceReading;
import org.gatepost.audience.Circles;
import org.gatepost.correspondence.CaseReferences;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.Exchange.Origin;
import org.gatepost.correspondence.Exchange.Showing;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.inspect.Outgoing;
import org.gatepost.inspect.Prose;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Addressee.Place;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;

/** Reads what there is to learn from a message. No text is taken, only references in it. */
public final class ExchangeReading {
  /**
   * A message that shows so many people, each of them known to nobody there, was an open audience:
   * as many as the default policy holds a message for.
   */
  static final int STRANGERS = 10;

  private final AudienceReading audiences;
  private final Correspondence known;
  private final Prose prose;
  private final CaseReferences references;

  /**
   * @param known answers who knew whom when a message is learned
   */
  public ExchangeReading(
      AudienceReading audiences, Correspondence known, Prose prose, CaseReferences references) {
    this.audiences = audiences;
    this.known = known;
    this.prose = prose;
    this.references = references;
  }

  /**
   * Of a message that passed the gate.
   *
   * @param left recipients to whom it went
   * @return nothing when it names no author, or when a machine wrote it by itself: whoever is
   *     answered by a vacation notice is nobody whom we wrote to
   */
  public static Optional<Exchange> sent(Outgoing outgoing, List<Address> left) {
    Heading heading = outgoing.message().heading();
    if (isAutomatic(outgoing.message().headers())) {
      return Optional.empty();
    }
    Optional<NamedAddress> author =
        heading.from().stream()
            .findFirst()
            .or(() -> outgoing.audience().sender().map(NamedAddress::of));
    Map<Address, NamedAddress> names =
        heading.addressees().stream()
            .filter(addressee -> addressee.place() != Place.BCC)
            .map(Addressee::mailbox)
            .collect(
                Collectors.toMap(
                    named -> named.address().person(), named -> named, (first, _) -> first));
    List<NamedAddress> to = new ArrayList<>();
    Set<Address> hidden =
        left.stream()
            .map(Address::person)
            .filter(person -> !names.containsKey(person))
            .collect(Collectors.toSet());
    for (Address address : left) {
      to.add(names.getOrDefault(address.person(), NamedAddress.of(address)));
    }
    return author.map(
        from ->
            new Exchange(
                outgoing.submission().receivedAt(),
                from,
                to,
                hidden,
                outgoing.background().subject(),
                ThreadMarks.of(heading.messageId(), heading.references()),
                outgoing.background().cases(),
                Origin.SENT,
                Showing.NOBODY));
  }

  /**
   * Of a message that somebody kept, or that came in.
   *
   * @param date when it was sent; one that lies ahead is taken for now
   * @param home somebody inside, for an organisation that has not named its domains
   * @return nothing when it names no author, or when a machine wrote it by itself (RFC 3834): that
   *     is nobody's answer
   */
  public Optional<Exchange> read(
      Message message, Instant date, Instant now, Origin origin, Optional<Address> home)
      throws IOException {
    Instant when = date.isAfter(now) ? now : date;
    return exchange(message, when, origin, shown -> showing(shown, when, home));
  }

  /**
   * Of a message of ours that was held and has been delivered now. Whom it shows to whom is not
   * asked: only what outsiders write makes them know each other.
   *
   * @param to who got it
   * @param copy true for individual copies: each is a message of its own in the same conversation
   */
  public Optional<Exchange> delivered(Message message, Instant now, List<Address> to, boolean copy)
      throws IOException {
    return exchange(message, now, Origin.SENT, _ -> Showing.NOBODY)
        .map(exchange -> only(exchange, to, copy));
  }

  /** What went to these people alone. A copy is a message of its own in the same conversation. */
  private static Exchange only(Exchange exchange, List<Address> to, boolean copy) {
    Set<Address> left = to.stream().map(Address::person).collect(Collectors.toSet());
    List<NamedAddress> shown =
        exchange.to().stream().filter(one -> left.remove(one.address().person())).toList();
    Set<Address> hidden = copy ? Set.of() : Set.copyOf(left);
    ThreadMarks thread = exchange.thread();
    return new Exchange(
        exchange.when(),
        exchange.from(),
        Stream.concat(shown.stream(), left.stream().map(NamedAddress::of)).toList(),
        hidden,
        exchange.subject(),
        copy
            ? new ThreadMarks(
                Optional.empty(),
                Stream.concat(thread.references().stream(), thread.own().stream()).toList())
            : thread,
        exchange.cases(),
        exchange.origin(),
        Showing.NOBODY);
  }

  private Optional<Exchange> exchange(
      Message message, Instant when, Origin origin, Function<List<Address>, Showing> showing)
      throws IOException {
    Heading heading = message.heading();
    if (heading.from().isEmpty() || isAutomatic(message.headers())) {
      return Optional.empty();
    }
    List<Addressee> addressees = heading.addressees();
    List<Address> shown =
        addressees.stream()
            .filter(addressee -> addressee.place() != Place.BCC)
            .map(Addressee::address)
            .toList();
    Set<Address> people = shown.stream().map(Address::person).collect(Collectors.toSet());
    String subject = heading.subject().orElse("");
    return Optional.of(
        new Exchange(
            when,
            heading.from().getFirst(),
            addressees.stream().map(Addressee::mailbox).toList(),
            addressees.stream()
                .map(addressee -> addressee.address().person())
                .filter(person -> !people.contains(person))
                .collect(Collectors.toSet()),
            SubjectKey.of(subject),
            ThreadMarks.of(heading.messageId(), heading.references()),
            references.in(subject + "\n" + prose.of(message)),
            origin,
            showing.apply(shown)));
  }

  /**
   * How a message in old mail came there: what bears the name of somebody here is taken for sent by
   * them, unless its header says that a check of its origin failed (RFC 8601, RFC 7208 section 9).
   */
  public static Origin origin(Headers headers) {
    boolean failed =
        headers.all("Authentication-Results").stream().anyMatch(ExchangeReading::tellsOfFailure)
            || headers.all("Received-SPF").stream()
                .anyMatch(field -> lower(field).strip().matches("(soft)?fail\\b.*"));
    return failed ? Origin.CAME_IN : Origin.SENT;
  }

  private static boolean tellsOfFailure(Headers.Field field) {
    String value = lower(field);
    return value.contains("dmarc=fail")
        || value.contains("spf=fail")
        || value.contains("spf=softfail");
  }

  private static String lower(Headers.Field field) {
    return field.value().toLowerCase(Locale.ROOT);
  }

  private Showing showing(List<Address> shown, Instant when, Optional<Address> home) {
    if (shown.size() < STRANGERS || !isOpen(audiences.exposure(shown, home, Circles.unknown()))) {
      return Showing.NOBODY;
    }
    List<Address> people = shown.stream().map(Address::person).distinct().toList();
    Map<Address, Set<Address>> acquaintances =
        known
            .recall(new Inquiry(people.getFirst(), people, Set.of(), SubjectKey.of(""), when))
            .acquaintances();
    Circles circles = person -> acquaintances.getOrDefault(person, Set.of());
    return isOpen(audiences.exposure(shown, home, circles)) ? Showing.STRANGERS : Showing.NOBODY;
  }

  private static boolean isOpen(Exposure exposure) {
    return exposure.unknownToAll() >= STRANGERS;
  }

  private static boolean isAutomatic(Headers headers) {
    return headers
        .first("Auto-Submitted")
        .map(field -> lower(field).strip())
        .filter(value -> !value.startsWith("no"))
        .isPresent();
  }
}
