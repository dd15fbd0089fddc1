package org.gatepost.mime;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;

/**
 * Which header fields an individual copy keeps. Fields that name recipients, traces of earlier
 * delivery and signatures over the old header go; fields whose meaning is known stay; any other
 * field stays only when it holds no address but the author's.
 */
final class CopyHeader {
  private static final Set<String> KEPT =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "subject",
          "date",
          "references",
          "in-reply-to",
          "mime-version",
          "comments",
          "keywords",
          "organization",
          "importance",
          "priority",
          "x-priority",
          "x-msmail-priority",
          "sensitivity",
          "auto-submitted",
          "precedence",
          "thread-topic",
          "thread-index",
          "x-mailer",
          "user-agent",
          "accept-language",
          "received");

  private static final Set<String> DROPPED =
      Set.of(
          "",
          "to",
          "cc",
          "bcc",
          "apparently-to",
          "return-path",
          "delivered-to",
          "envelope-to",
          "message-id",
          "dkim-signature",
          "domainkey-signature",
          "authentication-results",
          "received-spf",
          "original-recipient",
          "final-recipient",
          "mail-followup-to",
          "mail-reply-to",
          "require-recipient-valid-since",
          "posted-to");

  private static final Set<String> DROPPED_BEGINNINGS =
      Set.of(
          "resent-",
          "arc-",
          "x-gatepost-",
          "x-original-",
          "x-envelope-",
          "x-rcpt",
          "x-forwarded-",
          "x-delivered-",
          "x-apparently-",
          "x-to",
          "x-cc",
          "x-bcc",
          "x-received",
          "x-google-",
          "x-gm-",
          "x-ms-exchange-",
          "x-microsoft-",
          "x-forefront-",
          "delivered-");

  private static final Set<String> KEPT_BEGINNINGS = Set.of("content-", "list-");

  private final Set<Address> authors;

  CopyHeader(Message message) {
    this.authors = authors(message.heading());
  }

  /** Whom everybody sees as having written it. */
  static Set<Address> authors(Heading heading) {
    Set<Address> authors = new HashSet<>();
    Stream.concat(heading.from().stream(), heading.sender().stream())
        .map(NamedAddress::address)
        .map(Address::person)
        .forEach(authors::add);
    return authors;
  }

  boolean keeps(Headers.Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    if (DROPPED.contains(name) || DROPPED_BEGINNINGS.stream().anyMatch(name::startsWith)) {
      return false;
    }
    if (name.equals("received")) {
      return received(field).isPresent();
    }
    return KEPT.contains(name)
        || KEPT_BEGINNINGS.stream().anyMatch(name::startsWith)
        || namesAuthorsAlone(field.value());
  }

  private boolean namesAuthorsAlone(String value) {
    String decoded = EncodedWords.decode(value);
    StringBuilder plain = new StringBuilder(decoded.length());
    new EntityDecoding(new PercentDecoding(new Appending(plain))).all(decoded);
    Set<Address> authorsThere = new LinkedHashSet<>();
    new AddressSpotter.Wanted(authors).spotter(authorsThere).all(plain.toString());
    long ats = plain.chars().filter(c -> c == '@').count();
    return ats == 0 || (ats == 1 && !authorsThere.isEmpty());
  }

  /**
   * A trace field without the clause that says for whom (RFC 5321 section 4.4), unfolded; empty
   * when somebody is named elsewhere in it.
   */
  Optional<String> received(Headers.Field field) {
    StringBuilder out = new StringBuilder();
    String[] words = field.value().split("[ \t\r\n]+", -1);
    for (int i = 0; i < words.length; i++) {
      boolean clause =
          words[i].equalsIgnoreCase("for") && i + 1 < words.length && words[i + 1].contains("@");
      if (clause) {
        i++;
        if (words[i].endsWith(";")) {
          out.append(';');
        }
      } else {
        out.append(out.isEmpty() ? "" : " ").append(words[i]);
      }
    }
    String rest = out.toString();
    return namesAuthorsAlone(rest) ? Optional.of(rest) : Optional.empty();
  }

  /** The name beside an address in the header; none when the name itself shows an address. */
  static NamedAddress named(Heading heading, Address address) {
    return heading.addressees().stream()
        .map(Addressee::mailbox)
        .filter(mailbox -> mailbox.address().person().equals(address.person()))
        .filter(mailbox -> mailbox.name().indexOf('@') < 0)
        .findFirst()
        .map(mailbox -> new NamedAddress(mailbox.name(), address))
        .orElse(NamedAddress.of(address));
  }

  private record Appending(StringBuilder out) implements CharSink {
    @Override
    public void accept(char c) {
      out.append(c);
    }

    @Override
    public void finish() {}
  }
}
