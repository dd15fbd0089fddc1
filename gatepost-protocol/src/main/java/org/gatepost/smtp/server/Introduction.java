package org.gatepost.smtp.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.mail.Address;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Wire;

/**
 * The commands by which a client says who it is (EHLO and HELO, STARTTLS, AUTH, XCLIENT), and what
 * is known of it by now. Each says whether the session goes on.
 */
final class Introduction {
  private final Wire wire;
  private final Surroundings around;
  private final SmtpSettings settings;
  private final Answers answers;
  private final MailDialogue mail;
  private final Arrival arrival;
  private final Optional<AuthDialogue> auth;
  private Client client = Client.yetToBeNamed();
  private String helo = "";
  private Offer offer;
  private Optional<Address> authenticated = Optional.empty();

  Introduction(
      Wire wire, Surroundings around, Answers answers, MailDialogue mail, Arrival arrival) {
    this.wire = wire;
    this.around = around;
    this.settings = around.settings();
    this.answers = answers;
    this.mail = mail;
    this.arrival = arrival;
    this.auth =
        around
            .authentication()
            .map(how -> new AuthDialogue(wire, answers, how, settings.timeouts().command()));
    this.offer = Offer.nothing(settings.limits().messageSize());
  }

  /** False when a proxy did not say for whom it speaks. */
  boolean arrive(boolean implicitTls) throws IOException {
    Optional<Client> arrived = arrival.client(implicitTls);
    client = arrived.orElse(client);
    return arrived.isPresent();
  }

  boolean greet() throws IOException {
    if (!arrival.count(client)) {
      mail.farewell("4.7.0", "Too many connections from your address");
      return false;
    }
    if (wire.hasInput()) {
      return answers.outOfStep("Wait for the greeting");
    }
    wire.append("220 " + settings.hostName() + " ESMTP Gatepost\r\n");
    return true;
  }

  /** What is known of the client now. */
  Standing standing() {
    return new Standing(client, helo, offer, authenticated, wire.tls());
  }

  boolean hello(String name, boolean extended) {
    mail.reset();
    if (!HeloName.isPlausible(name)) {
      return answers.wrong(501, "5.5.4", "Say who you are: a host name or an address literal");
    }
    helo = name;
    offer = offer(extended);
    if (!extended) {
      wire.append("250 " + settings.hostName() + "\r\n");
      return true;
    }
    StringBuilder text = new StringBuilder("250-" + settings.hostName() + "\r\n");
    List<String> keywords = offer.keywords();
    for (int i = 0; i < keywords.size(); i++) {
      text.append(i == keywords.size() - 1 ? "250 " : "250-")
          .append(keywords.get(i))
          .append("\r\n");
    }
    wire.append(text.toString());
    return true;
  }

  private Offer offer(boolean extended) {
    Capabilities way = around.submissions().capabilities();
    long largest = settings.limits().messageSize();
    boolean secured = wire.tls().isPresent();
    return new Offer(
        extended,
        way,
        Math.min(largest, way.size().filter(size -> size > 0).orElse(largest)),
        !secured && around.tls().isPresent(),
        secured
            ? around.authentication().map(Authentication::mechanisms).orElse(List.of())
            : List.of(),
        arrival.mayXclient());
  }

  private void startOver() {
    mail.reset();
    helo = "";
    offer = Offer.nothing(settings.limits().messageSize());
    authenticated = Optional.empty();
  }

  boolean startTls(String argument) throws IOException {
    if (!argument.isBlank()) {
      return answers.wrong(501, "5.5.4", "It is STARTTLS alone");
    }
    if (around.tls().isEmpty() || wire.tls().isPresent()) {
      return answers.wrong(503, "5.5.1", "TLS is not offered here");
    }
    answers.say(220, "2.0.0", "Go ahead");
    answers.flush();
    startOver();
    wire.secure(around.tls().get(), Wire.after(settings.timeouts().preamble()));
    return true;
  }

  boolean xclient(String argument) throws IOException {
    if (!arrival.mayXclient()) {
      return answers.wrong(550, "5.7.0", "You may not speak for others");
    }
    if (mail.isOpen()) {
      return answers.wrong(503, "5.5.1", "There is a transaction already");
    }
    return switch (XclientCommand.parse(argument, client, authenticated)) {
      case Syntax.Bad<XclientCommand>(SmtpReply reply) -> {
        answers.say(reply);
        yield true;
      }
      case Syntax.Good<XclientCommand>(XclientCommand command) -> {
        startOver();
        client = command.client();
        authenticated = command.login();
        yield greet();
      }
    };
  }

  boolean auth(String argument) throws IOException {
    if (auth.isEmpty() || authenticated.isPresent() || mail.isOpen()) {
      return answers.wrong(503, "5.5.1", "AUTH is not for now");
    }
    if (wire.tls().isEmpty()) {
      return answers.wrong(538, "5.7.11", "AUTH only over TLS");
    }
    if (offer.mechanisms().isEmpty()) {
      return answers.wrong(503, "5.5.1", "Say EHLO first");
    }
    AuthDialogue.Result result = auth.get().run(argument, client);
    authenticated = result.login();
    return result.going();
  }
}
