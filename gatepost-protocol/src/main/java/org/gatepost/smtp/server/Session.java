package org.gatepost.smtp.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatepost.delivery.NextHop.Capabilities;
import org.gatepost.mail.Address;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Line;
import org.gatepost.smtp.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of one client, from greeting to farewell. */
final class Session implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** AUTH with an initial response may be so long (RFC 4954 section 4); others may not. */
  private static final int LONGEST_LINE = 12_288;

  private final Wire wire;
  private final Surroundings around;
  private final SmtpSettings settings;
  private final boolean implicitTls;
  private final Answers answers;
  private final MailDialogue mail;
  private final Arrival arrival;
  private final Optional<AuthDialogue> auth;
  private Client client;
  private String helo = "";
  private Offer offer;
  private Optional<Address> authenticated = Optional.empty();
  private int idleCommands;
  private volatile boolean waiting;
  private volatile boolean stopping;

  Session(Wire wire, Surroundings around, boolean implicitTls) {
    this.wire = wire;
    this.around = around;
    this.settings = around.settings();
    this.implicitTls = implicitTls;
    this.answers = new Answers(wire, settings.timeouts().write());
    this.mail = new MailDialogue(wire, around, answers);
    this.arrival = new Arrival(wire, around);
    this.auth =
        around
            .authentication()
            .map(how -> new AuthDialogue(wire, answers, how, settings.timeouts().command()));
    this.client = Client.yetToBeNamed();
    this.offer = Offer.nothing(settings.limits().messageSize());
  }

  /** Says farewell as soon as nothing is under way. */
  void stop() {
    stopping = true;
    if (waiting) {
      wire.endInput();
    }
  }

  /** Ends at once. */
  void abort() {
    wire.abort();
  }

  @Override
  public void run() {
    try (arrival;
        wire;
        mail) {
      speak();
    } catch (RuntimeException fault) {
      LOG.error("The end of a session failed: {}", Fault.describe(fault));
    }
  }

  private void speak() {
    try {
      converse();
      wire.closeGently();
    } catch (SocketTimeoutException late) {
      wire.append(SmtpReply.of(421, "4.4.2", "That took too long"), false);
      wire.closeGently();
    } catch (IOException gone) {
      LOG.debug("A connection ended: {}", gone.getClass().getName());
    } catch (RuntimeException | Error fault) {
      LOG.error("A session ended by a fault: {}", Fault.describe(fault));
      wire.append(SmtpReply.of(421, "4.3.0", "Something went wrong here, try again later"), false);
      wire.closeGently();
    }
  }

  private void converse() throws IOException {
    Optional<Client> arrived = arrival.client(implicitTls);
    if (arrived.isEmpty()) {
      LOG.warn("A proxy did not say for whom it speaks");
      return;
    }
    client = arrived.get();
    boolean going = greet();
    while (going) {
      if (!wire.hasLine()) {
        mail.settle();
        answers.flush();
      }
      waiting = !mail.isOpen();
      if (stopping && waiting) {
        farewell("4.3.2", "This server is stopping");
        return;
      }
      Line line;
      try {
        line = wire.readLine(LONGEST_LINE, Wire.after(settings.timeouts().command()));
      } catch (SocketTimeoutException late) {
        farewell("4.4.2", "Nothing was said for too long");
        return;
      }
      waiting = false;
      going = obey(line);
      if (going && answers.wrong() >= settings.limits().badCommands()) {
        farewell("4.7.0", "Too many errors");
        going = false;
      }
    }
  }

  private boolean greet() throws IOException {
    if (!arrival.count(client)) {
      farewell("4.7.0", "Too many connections from your address");
      return false;
    }
    if (wire.hasInput()) {
      return outOfStep("Wait for the greeting");
    }
    wire.append("220 " + settings.hostName() + " ESMTP Gatepost\r\n");
    return true;
  }

  private boolean obey(Line line) throws IOException {
    return switch (line) {
      case Line.Text(String text) -> command(text);
      case Line.Fault.NOT_UTF8 -> {
        answers.say(500, "5.5.2", "That is neither ASCII nor UTF-8");
        yield true;
      }
      case Line.Fault.TOO_LONG -> {
        answers.say(500, "5.5.2", "The line is too long");
        yield true;
      }
      case Line.Fault.ENDLESS -> {
        answers.say(500, "5.5.2", "The line is too long");
        yield false;
      }
      case Line.Fault.BAD_LINE_END -> {
        answers.say(500, "5.5.2", "Lines end in CRLF and hold no CR, LF or NUL");
        yield false;
      }
      case Line.Fault.END -> {
        if (stopping) {
          farewell("4.3.2", "This server is stopping");
        }
        yield false;
      }
    };
  }

  private boolean command(String text) throws IOException {
    int space = text.indexOf(' ');
    String verb = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
    String argument = space < 0 ? "" : text.substring(space + 1);
    if (text.length() + 2 > settings.limits().commandLine() && !verb.equals("AUTH")) {
      return wrong(500, "5.5.2", "The line is too long");
    }
    if (wire.hasBuffered() && !mayBeFollowed(verb)) {
      return outOfStep("Wait for the answer to " + verb);
    }
    switch (verb) {
      case "MAIL" -> {
        idleCommands = 0;
        return mail.mail(argument, standing());
      }
      case "RCPT" -> {
        return mail.recipient(argument, standing());
      }
      case "DATA" -> {
        return argument.isBlank() ? mail.data(standing()) : wrong(501, "5.5.4", "It is DATA alone");
      }
      case "BDAT" -> {
        return mail.chunk(argument, standing());
      }
      default -> mail.settle();
    }
    return switch (verb) {
      case "EHLO", "HELO" -> hello(argument.strip(), verb.equals("EHLO"));
      case "STARTTLS" -> startTls(argument);
      case "AUTH" -> auth(argument);
      case "XCLIENT" -> xclient(argument);
      case "RSET" -> {
        mail.reset();
        yield idle(250, "2.0.0", "Forgotten");
      }
      case "NOOP" -> idle(250, "2.0.0", "Done nothing");
      case "VRFY" -> idle(252, "2.0.0", "Send a message and see");
      case "HELP" -> idle(214, "2.0.0", "RFC 5321 has it all");
      case "EXPN" -> wrong(502, "5.5.1", "Lists are not told here");
      case "QUIT" -> {
        answers.say(221, "2.0.0", "Goodbye");
        yield false;
      }
      case "GET", "POST", "PUT", "CONNECT", "OPTIONS", "HOST:" -> {
        // A browser was made to talk to us; nothing that it sends is meant for a mail server.
        answers.say(500, "5.5.1", "This is not HTTP");
        yield false;
      }
      default -> wrong(500, "5.5.1", "No such command");
    };
  }

  /** RFC 2920 section 3.1; whoever was not offered pipelining may not send ahead at all. */
  private boolean mayBeFollowed(String verb) {
    return switch (verb) {
      case "MAIL", "RCPT", "RSET", "BDAT", "NOOP", "VRFY", "HELP", "EXPN" -> offer.extended();
      case "QUIT" -> true;
      default -> false;
    };
  }

  private boolean outOfStep(String text) {
    answers.say(554, "5.5.0", text);
    return false;
  }

  private boolean wrong(int code, String enhanced, String text) {
    answers.say(code, enhanced, text);
    return true;
  }

  /** Commands that do nothing may not go on for ever. */
  private boolean idle(int code, String enhanced, String text) {
    if (++idleCommands > 5 * settings.limits().badCommands()) {
      farewell("4.7.0", "Too many commands that do nothing");
      return false;
    }
    answers.say(code, enhanced, text);
    return true;
  }

  private void farewell(String enhanced, String text) {
    mail.reset();
    wire.append(SmtpReply.of(421, enhanced, text), false);
  }

  private Standing standing() {
    return new Standing(client, helo, offer, authenticated, wire.tls());
  }

  private boolean hello(String name, boolean extended) {
    mail.reset();
    if (!HeloName.isPlausible(name)) {
      return wrong(501, "5.5.4", "Say who you are: a host name or an address literal");
    }
    helo = name;
    offer = offer(extended);
    if (!extended) {
      return idleHello("250 " + settings.hostName() + "\r\n");
    }
    StringBuilder text = new StringBuilder("250-" + settings.hostName() + "\r\n");
    List<String> keywords = offer.keywords();
    for (int i = 0; i < keywords.size(); i++) {
      text.append(i == keywords.size() - 1 ? "250 " : "250-")
          .append(keywords.get(i))
          .append("\r\n");
    }
    return idleHello(text.toString());
  }

  private boolean idleHello(String text) {
    if (++idleCommands > 5 * settings.limits().badCommands()) {
      farewell("4.7.0", "Too many commands that do nothing");
      return false;
    }
    wire.append(text);
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

  private boolean startTls(String argument) throws IOException {
    if (!argument.isBlank()) {
      return wrong(501, "5.5.4", "It is STARTTLS alone");
    }
    if (around.tls().isEmpty() || wire.tls().isPresent()) {
      return wrong(503, "5.5.1", "TLS is not offered here");
    }
    answers.say(220, "2.0.0", "Go ahead");
    answers.flush();
    startOver();
    wire.secure(around.tls().get(), Wire.after(settings.timeouts().preamble()));
    return true;
  }

  private boolean xclient(String argument) throws IOException {
    if (!arrival.mayXclient()) {
      return wrong(550, "5.7.0", "You may not speak for others");
    }
    if (mail.isOpen()) {
      return wrong(503, "5.5.1", "There is a transaction already");
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

  private boolean auth(String argument) throws IOException {
    if (auth.isEmpty() || authenticated.isPresent() || mail.isOpen()) {
      return wrong(503, "5.5.1", "AUTH is not for now");
    }
    if (wire.tls().isEmpty()) {
      return wrong(538, "5.7.11", "AUTH only over TLS");
    }
    if (offer.mechanisms().isEmpty()) {
      return wrong(503, "5.5.1", "Say EHLO first");
    }
    AuthDialogue.Result result = auth.get().run(argument, client);
    authenticated = result.login();
    return result.going();
  }
}
