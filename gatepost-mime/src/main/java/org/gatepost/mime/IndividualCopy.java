package org.gatepost.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;

/**
 * One recipient's own copy of a message: they alone in To, a Message-ID of its own, no trace of
 * anybody else in the header, and a Date if the message came without one. The body stays octet for
 * octet, so that signatures over it hold; the old DKIM and ARC signatures covered the old header
 * and go.
 */
final class IndividualCopy {
  /** When the message names no author; the name cannot exist (RFC 2606). */
  private static final String NO_DOMAIN = "gatepost.invalid";

  private final Message message;
  private final CopyHeader header;
  private final SplicedContent.Builder out;
  private final String to;
  private final String identity;
  private final String date;
  private boolean addressed;
  private boolean identified;
  private boolean dated;

  private IndividualCopy(Message message, Address recipient, UUID id, Instant released) {
    this.message = message;
    this.header = new CopyHeader(message);
    this.out = new SplicedContent.Builder(message.content());
    NamedAddress mailbox = CopyHeader.named(message.heading(), recipient);
    this.to = FieldText.field("To", FieldText.mailboxes(List.of(mailbox)));
    this.identity = identity(message, id);
    this.date = "Date: " + OwnMail.DATE.format(released) + "\r\n";
  }

  static Content of(Message message, Address recipient, UUID id, Instant released)
      throws IOException {
    return new IndividualCopy(message, recipient, id, released).build();
  }

  private Content build() throws IOException {
    for (Headers.Field field : message.headers().fields()) {
      if (AddressFields.place(field).isPresent()) {
        address();
      } else if (field.isNamed("Message-ID")) {
        identify();
      } else if (field.isNamed("Received")) {
        Optional<String> rest = header.received(field);
        if (rest.isPresent()) {
          received(field, rest.get());
        }
      } else if (header.keeps(field)) {
        dated |= field.isNamed("Date");
        keep(field);
      }
    }
    address();
    identify();
    if (!dated) {
      out.put(date);
    }
    List<Headers.Field> fields = message.headers().fields();
    long headerEnd = fields.isEmpty() ? 0 : fields.getLast().end();
    long bodyStart = message.root().bodyStart();
    // The blank line; a header that the end of the data cut off has none.
    if (bodyStart > headerEnd) {
      out.keep(headerEnd, bodyStart);
    } else {
      out.put("\r\n");
    }
    return out.keep(bodyStart, message.content().size()).build();
  }

  private void address() {
    if (!addressed) {
      out.put(to);
      addressed = true;
    }
  }

  private void identify() {
    if (!identified) {
      out.put(identity);
      identified = true;
    }
  }

  private void received(Headers.Field field, String rest) throws IOException {
    if (rest.equals(String.join(" ", field.value().split("[ \t\r\n]+", -1)))) {
      keep(field);
    } else {
      out.put(FieldText.field(field.name(), Arrays.asList(rest.split(" ", -1))));
    }
  }

  private void keep(Headers.Field field) throws IOException {
    out.keep(field.start(), field.end());
    if (field.end() == message.content().size() && !endsWithLine(field)) {
      out.put("\r\n");
    }
  }

  /** False for a field that the end of the data cut off. */
  private boolean endsWithLine(Headers.Field field) throws IOException {
    try (InputStream last = message.content().open(field.end() - 1, field.end())) {
      return last.read() == '\n';
    }
  }

  private static String identity(Message message, UUID id) {
    String domain =
        Stream.concat(message.heading().from().stream(), message.heading().sender().stream())
            .map(author -> author.address().domain())
            .filter(name -> !name.isLiteral())
            .map(name -> name.name())
            .filter(name -> name.chars().allMatch(c -> c > ' ' && c < 127))
            .findFirst()
            .orElse(NO_DOMAIN);
    String own = "Message-ID: <" + id + "@" + domain + ">\r\n";
    Optional<String> original = message.heading().messageId();
    return own + original.map(text -> "X-Gatepost-Copy-Of: " + sha256(text) + "\r\n").orElse("");
  }

  private static String sha256(String text) {
    try {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256.", missing);
    }
  }
}
