package org.gatepost.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Letter;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Message;
import org.gatepost.mail.Recipient;

/** Makes the simplest messages that tell one from another. */
final class WordComposer implements Composer {
  @Override
  public List<Obstacle> obstacles(Message message, Set<Address> people) throws IOException {
    String text = text(message);
    return people.stream()
        .filter(person -> text.contains(person.toString()))
        .map(_ -> new Obstacle("the text", "It names a recipient."))
        .toList();
  }

  @Override
  public Content copy(Message message, Recipient recipient, UUID id, Instant released) {
    return content("To: " + recipient.address() + "\r\n\r\ncopy\r\n");
  }

  @Override
  public Content readdressed(
      Message message, Set<Address> removed, Map<Address, Address> corrected, boolean dropBcc)
      throws IOException {
    String people =
        message.heading().addressees().stream()
            .filter(addressee -> !removed.contains(addressee.address()))
            .map(addressee -> corrected.getOrDefault(addressee.address(), addressee.address()))
            .map(Address::toString)
            .collect(Collectors.joining(","));
    return content("Cc: " + people + "\r\n\r\n" + text(message) + "changed\r\n");
  }

  /** What is signed cannot be corrected; else the header is written anew and the text replaced. */
  @Override
  public Correction corrected(Message message, Map<Address, Address> corrected) throws IOException {
    String text = text(message);
    if (text.contains("SIGNED")) {
      return new Correction.NotPossible(List.of(new Obstacle("the text", "It is signed.")));
    }
    for (Map.Entry<Address, Address> pair : corrected.entrySet()) {
      text = text.replace(pair.getKey().toString(), pair.getValue().toString());
    }
    String people =
        message.heading().addressees().stream()
            .map(addressee -> corrected.getOrDefault(addressee.address(), addressee.address()))
            .map(Address::toString)
            .collect(Collectors.joining(","));
    return new Correction.Made(content("Cc: " + people + "\r\n\r\n" + text));
  }

  @Override
  public Content letter(Letter letter) {
    return content(
        "To: " + letter.to() + "\r\nSubject: " + letter.subject() + "\r\n\r\n" + letter.text());
  }

  @Override
  public Content report(Message original, Address to, List<Delivery.Result> failed, UUID id) {
    return content("To: " + to + "\r\nSubject: Failed\r\n\r\n" + failed.size());
  }

  private static String text(Message message) throws IOException {
    return new String(message.root().body().open().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
