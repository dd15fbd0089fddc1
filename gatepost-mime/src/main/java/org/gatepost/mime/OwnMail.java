package org.gatepost.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Letter;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;

/** Mail that Gatepost writes itself: letters to staff, and reports of failed deliveries. */
final class OwnMail {
  /** A Date field's value (RFC 5322 section 3.3). */
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Octets of the original header that a report carries; nobody reads more. */
  private static final int HEADER = 256 << 10;

  private static final Pattern STATUS =
      Pattern.compile("^[245]\\d\\d[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

  private final NamedAddress sender;
  private final String organisation;
  private final InstantSource clock;

  OwnMail(NamedAddress sender, String organisation, InstantSource clock) {
    this.sender = sender;
    this.organisation = organisation;
    this.clock = clock;
  }

  Content letter(Letter letter) {
    String boundary = "=_gatepost-" + letter.id();
    return content(
        header(letter.to(), letter.subject(), letter.id(), "auto-generated")
            + "Content-Type: multipart/alternative;\r\n boundary=\""
            + boundary
            + "\"\r\n\r\n"
            + part(boundary, "text/plain; charset=utf-8", letter.text())
            + part(boundary, "text/html; charset=utf-8", letter.html())
            + "--"
            + boundary
            + "--\r\n");
  }

  /** RFC 3464 in the form of RFC 6522; the original's header only. */
  Content report(Message original, Address to, List<Delivery.Result> failed, UUID id)
      throws IOException {
    String boundary = "=_gatepost-" + id;
    String subject = original.heading().subject().orElse("your message");
    return content(
        header(to, "Not delivered: " + subject, id, "auto-replied")
            + original
                .heading()
                .messageId()
                .filter(OwnMail::isPlainId)
                .map(text -> "In-Reply-To: " + text + "\r\nReferences: " + text + "\r\n")
                .orElse("")
            + "Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\""
            + boundary
            + "\"\r\n\r\n"
            + part(boundary, "text/plain; charset=utf-8", words(subject, failed))
            + "--"
            + boundary
            + "\r\nContent-Type: message/delivery-status\r\n\r\n"
            + status(failed)
            + "\r\n"
            + part(boundary, "text/rfc822-headers; charset=utf-8", originalHeader(original))
            + "--"
            + boundary
            + "--\r\n");
  }

  private String header(Address to, String subject, UUID id, String submitted) {
    return FieldText.field("From", FieldText.mailboxes(List.of(sender)))
        + FieldText.field("To", FieldText.mailboxes(List.of(NamedAddress.of(to))))
        + FieldText.field("Subject", FieldText.words(subject))
        + "Date: "
        + DATE.format(clock.instant())
        + "\r\nMessage-ID: <"
        + id
        + "@"
        + sender.address().domain()
        + ">\r\n"
        + (organisation.isBlank()
            ? ""
            : FieldText.field("Organization", FieldText.words(organisation)))
        + "Auto-Submitted: "
        + submitted
        + "\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: 1.0\r\n";
  }

  private static String part(String boundary, String type, String text) {
    return "--"
        + boundary
        + "\r\nContent-Type: "
        + type
        + "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + QuotedPrintable.encode(text)
        + "\r\n";
  }

  private static String words(String subject, List<Delivery.Result> failed) {
    StringBuilder out = new StringBuilder();
    out.append("Your message “").append(subject).append("” could not be delivered to ");
    out.append(failed.size() == 1 ? "this recipient" : "these recipients").append(":\n");
    for (Delivery.Result result : failed) {
      out.append("\n  ").append(result.recipient()).append("\n    ");
      out.append(result.reply()).append("\n");
      if (result.inDoubt()) {
        out.append("    An earlier attempt broke off: it may have arrived all the same.\n");
      }
    }
    return out.append("\nNothing more will be tried. The others are not concerned.\n").toString();
  }

  private String status(List<Delivery.Result> failed) {
    StringBuilder out = new StringBuilder();
    out.append("Reporting-MTA: dns; ").append(sender.address().domain()).append("\r\n");
    for (Delivery.Result result : failed) {
      Matcher status = STATUS.matcher(result.reply());
      boolean smtp = result.reply().matches("(?s)[245]\\d\\d( .*)?");
      out.append("\r\nFinal-Recipient: ").append(recipient(result.recipient()));
      out.append("\r\nAction: failed\r\nStatus: ");
      out.append(status.find() && !status.group(1).startsWith("2") ? status.group(1) : "5.0.0");
      out.append("\r\n");
      out.append(
          FieldText.field(
              "Diagnostic-Code",
              List.of(
                  ((smtp ? "smtp; " : "x-gatepost; ") + printable(result.reply()))
                      .split(" ", -1))));
    }
    return out.toString();
  }

  /** RFC 6533 section 3: an address beyond ASCII in the form that needs only ASCII. */
  private static String recipient(Address address) {
    if (!address.isInternational()) {
      return "rfc822; " + address;
    }
    StringBuilder out = new StringBuilder("utf-8; ");
    address
        .toString()
        .codePoints()
        .forEach(
            point -> {
              if (point > ' ' && point < 127 && point != '+' && point != '=' && point != '\\') {
                out.appendCodePoint(point);
              } else {
                out.append("\\x{").append(String.format("%04X", point)).append('}');
              }
            });
    return out.toString();
  }

  private static String originalHeader(Message original) throws IOException {
    long end = 0;
    for (Headers.Field field : original.headers().fields()) {
      if (field.end() <= HEADER) {
        end = field.end();
      }
    }
    try (InputStream in = original.content().open(0, end)) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      in.transferTo(octets);
      return Charsets.utf8OrLatin1(octets.toByteArray());
    }
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static boolean isPlainId(String id) {
    return id.length() < 900 && id.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
