package org.gatepost.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Part;

/** Reads unfolded headers with bare addresses: enough for tests of what happens to a message. */
final class HeaderReader implements MessageReader {
  /** As many as are read. */
  static final int FIELDS = 100;

  @Override
  public Reading read(Content content) throws IOException {
    String text = new String(content.open().readAllBytes(), StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Reading.NotAMessage("This is not a message: it has no header.");
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    if (lines.length > FIELDS) {
      return new Reading.BeyondLimits("It has more than " + FIELDS + " fields.", Optional.empty());
    }
    List<Headers.Field> fields = new ArrayList<>();
    List<Addressee> addressees = new ArrayList<>();
    int start = 0;
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      fields.add(new Headers.Field(name, value, start, start + line.length() + 2L));
      start += line.length() + 2;
      place(name).ifPresent(place -> named(place, value, addressees));
    }
    Headers headers = new Headers(fields);
    Heading heading =
        new Heading(
            List.of(),
            Optional.empty(),
            List.of(),
            addressees,
            headers.first("Subject").map(Headers.Field::value),
            Optional.empty(),
            headers.first("Message-ID").map(Headers.Field::value),
            List.of());
    Part root =
        new Part(
            headers,
            "text/plain",
            Optional.empty(),
            Optional.empty(),
            false,
            end + 4L,
            content.size(),
            () -> content.open(end + 4L, content.size()),
            List.of());
    return new Reading.Read(new Message(content, headers, heading, root));
  }

  private static Optional<Addressee.Place> place(String name) {
    return switch (name) {
      case "To" -> Optional.of(Addressee.Place.TO);
      case "Cc" -> Optional.of(Addressee.Place.CC);
      case "Bcc" -> Optional.of(Addressee.Place.BCC);
      default -> Optional.empty();
    };
  }

  private static void named(Addressee.Place place, String value, List<Addressee> addressees) {
    for (String address : value.split(",", -1)) {
      addressees.add(new Addressee(place, NamedAddress.of(Address.of(address))));
    }
  }
}
