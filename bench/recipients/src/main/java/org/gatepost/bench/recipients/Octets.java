package org.gatepost.bench.recipients;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatepost.bench.recipients.Corpus.Mail;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.NamedAddress;

/** Writes a message of the corpus out as a mail program would have sent it (RFC 5322, 6532). */
final class Octets {
  private Octets() {}

  /**
   * The message, to these people in place of its own.
   *
   * @param recipients all of them in To, by the names that the message has for them
   */
  static Content of(Mail mail, List<Address> recipients) {
    Map<Address, String> names =
        mail.named().stream().collect(Collectors.toMap(NamedAddress::address, NamedAddress::name));
    String to =
        recipients.stream()
            .map(person -> mailbox(names.getOrDefault(person, ""), person))
            .collect(Collectors.joining(",\r\n "));
    String text =
        "From: "
            + mailbox(mail.fromName(), mail.from())
            + "\r\nTo: "
            + to
            + "\r\nSubject: "
            + plain(mail.subject())
            + "\r\nDate: "
            + DateTimeFormatter.RFC_1123_DATE_TIME.format(mail.when().atOffset(ZoneOffset.UTC))
            + "\r\nMIME-Version: 1.0"
            + "\r\nContent-Type: text/plain; charset=utf-8"
            + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + mail.body().replaceAll("\r\n|\r|\n", "\r\n")
            + "\r\n";
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String mailbox(String name, Address address) {
    String spelled = quoted(address.localPart()) + "@" + address.domain();
    String shown = plain(name.replaceAll("<.*", ""));
    return shown.isEmpty() ? "<" + spelled + ">" : inQuotes(shown) + " <" + spelled + ">";
  }

  /** A local part that is no dot-atom ({@code j..doe}) stands in quotes. */
  private static String quoted(String localPart) {
    boolean atom =
        localPart.matches("[^\\s.()<>\\[\\]:;@\\\\,\"]+(\\.[^\\s.()<>\\[\\]:;@\\\\,\"]+)*");
    return atom ? localPart : inQuotes(localPart);
  }

  private static String inQuotes(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
