package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Composer.Obstacle;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;

/** Messages that name one of a few people, and where that is found. */
abstract class ObstacleTrial {
  static final Set<Address> PEOPLE =
      Stream.of(
              "anna@x.example",
              "ben.bell@y.example",
              "zoë@bücher.example",
              "\"cy d\"@z.example",
              "o'neil+mail@z.example")
          .map(Address::of)
          .collect(Collectors.toSet());

  static final Composer COMPOSER =
      new SplicingComposer(
          NamedAddress.of(Address.of("gatepost@city.example")),
          "City Council",
          InstantSource.system());

  static List<Obstacle> obstacles(Message message) throws IOException {
    return COMPOSER.obstacles(message, PEOPLE);
  }

  static List<Obstacle> obstacles(String type, String encoding, byte[] body) throws IOException {
    String header =
        "From: team@city.example\r\nTo: anna@x.example\r\nContent-Type: "
            + type
            + "\r\nContent-Transfer-Encoding: "
            + encoding
            + "\r\n\r\n";
    byte[] encoded = encoding.equals("base64") ? Messages.base64(body).getBytes(UTF_8) : body;
    return obstacles(
        Messages.of(org.gatepost.mail.Content.of(concatenated(header.getBytes(UTF_8), encoded))));
  }

  static byte[] concatenated(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
