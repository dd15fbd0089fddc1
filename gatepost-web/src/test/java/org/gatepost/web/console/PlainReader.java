package org.gatepost.web.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatepost.gate.MessageReader;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Part;

/** Reads unfolded headers, bare addresses and one level of parts: enough to show pages with. */
final class PlainReader implements MessageReader {
  @Override
  public Reading read(Content content) throws IOException {
    String text = new String(content.open().readAllBytes(), StandardCharsets.UTF_8);
    if (!text.contains("\r\n\r\n")) {
      return new Reading.NotAMessage("This is not a message: it has no header.");
    }
    Part root = part(text);
    Headers headers = root.headers();
    List<Addressee> addressees = new ArrayList<>();
    headers.all("To").forEach(field -> named(Addressee.Place.TO, field.value(), addressees));
    headers.all("Cc").forEach(field -> named(Addressee.Place.CC, field.value(), addressees));
    Heading heading =
        new Heading(
            headers.all("From").stream()
                .map(field -> NamedAddress.of(Address.of(field.value())))
                .toList(),
            Optional.empty(),
            List.of(),
            addressees,
            headers.first("Subject").map(Headers.Field::value),
            headers.first("X-Test-Date").map(field -> Instant.parse(field.value())),
            headers.first("Message-ID").map(Headers.Field::value),
            List.of());
    return new Reading.Read(new Message(content, headers, heading, root));
  }

  private static Part part(String text) {
    int end = text.indexOf("\r\n\r\n");
    List<Headers.Field> fields = new ArrayList<>();
    for (String line : text.substring(0, end).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      fields.add(
          new Headers.Field(line.substring(0, colon), line.substring(colon + 1).strip(), 0, 0));
    }
    Headers headers = new Headers(fields);
    String type = headers.first("Content-Type").map(Headers.Field::value).orElse("text/plain");
    String body = text.substring(end + 4);
    List<Part> children = List.of();
    if (type.startsWith("multipart/")) {
      String boundary = "--" + type.substring(type.indexOf("boundary=") + 9);
      children =
          Arrays.stream(body.split(boundary, -1))
              .filter(part -> part.contains("\r\n\r\n"))
              .map(part -> part(part.strip()))
              .toList();
    }
    Optional<String> name =
        type.contains("name=")
            ? Optional.of(type.substring(type.indexOf("name=") + 5))
            : Optional.empty();
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    return new Part(
        headers,
        type.replaceAll(";.*", ""),
        Optional.of("utf-8"),
        name,
        name.isPresent(),
        0,
        octets.length,
        () -> new ByteArrayInputStream(octets),
        children);
  }

  private static void named(Addressee.Place place, String value, List<Addressee> addressees) {
    for (String address : value.split(",", -1)) {
      addressees.add(new Addressee(place, NamedAddress.of(Address.of(address))));
    }
  }
}
