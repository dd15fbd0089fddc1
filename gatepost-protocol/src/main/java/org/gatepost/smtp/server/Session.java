package org.gatepost.smtp.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.gatepost.gate.FaultText;
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
  private final SmtpSettings settings;
  private final boolean implicitTls;
  private final Answers answers;
  private final MailDialogue mail;
  private final Arrival arrival;
  private final Introduction introduction;
  private int idleCommands;
  private volatile boolean waiting;
  private volatile boolean stopping;

  Session(Wire wire, Surroundings around, boolean implicitTls) {
    this.wire = wire;
    this.settings = around.settings();
    this.implicitTls = implicitTls;
    this.answers = new Answers(wire, settings.timeouts().write());
    this.mail = new MailDialogue(wire, around, answers);
    this.arrival = new Arrival(wire, around);
    this.introduction = new Introduction(wire, around, answers, mail, arrival);
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
      LOG.error("The end of a session failed: {}", FaultText.of(fault));
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
      LOG.error("A session ended by a fault: {}", FaultText.of(fault));
      wire.append(SmtpReply.of(421, "4.3.0", "Something went wrong here, try again later"), false);
      wire.closeGently();
    }
  }

  private void converse() throws IOException {
    if (!introduction.arrive(implicitTls)) {
      LOG.warn("A proxy did not say for whom it speaks");
      return;
    }
    boolean going = introduction.greet();
    while (going) {
      if (!wire.hasLine()) {
        mail.settle();
        answers.flush();
      }
      waiting = !mail.isOpen();
      if (stopping && waiting) {
        mail.farewell("4.3.2", "This server is stopping");
        return;
      }
      Line line;
      try {
        line = wire.readLine(LONGEST_LINE, Wire.after(settings.timeouts().command()));
      } catch (SocketTimeoutException late) {
        mail.farewell("4.4.2", "Nothing was said for too long");
        return;
      }
      waiting = false;
      going = obey(line);
      if (going && answers.wrong() >= settings.limits().badCommands()) {
        mail.farewell("4.7.0", "Too many errors");
        going = false;
      }
    }
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
          mail.farewell("4.3.2", "This server is stopping");
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
      return answers.wrong(500, "5.5.2", "The line is too long");
    }
    if (wire.hasBuffered() && !mayBeFollowed(verb)) {
      return answers.outOfStep("Wait for the answer to " + verb);
    }
    switch (verb) {
      case "MAIL" -> {
        idleCommands = 0;
        return mail.mail(argument, introduction.standing());
      }
      case "RCPT" -> {
        return mail.recipient(argument, introduction.standing());
      }
      case "DATA" -> {
        return argument.isBlank()
            ? mail.data(introduction.standing())
            : answers.wrong(501, "5.5.4", "It is DATA alone");
      }
      case "BDAT" -> {
        return mail.chunk(argument, introduction.standing());
      }
      default -> mail.settle();
    }
    return switch (verb) {
      case "EHLO", "HELO" -> mayIdle() && introduction.hello(argument.strip(), verb.equals("EHLO"));
      case "STARTTLS" -> introduction.startTls(argument);
      case "AUTH" -> introduction.auth(argument);
      case "XCLIENT" -> introduction.xclient(argument);
      case "RSET" -> {
        mail.reset();
        yield idle(250, "2.0.0", "Forgotten");
      }
      case "NOOP" -> idle(250, "2.0.0", "Done nothing");
      case "VRFY" -> idle(252, "2.0.0", "Send a message and see");
      case "HELP" -> idle(214, "2.0.0", "RFC 5321 has it all");
      case "EXPN" -> answers.wrong(502, "5.5.1", "Lists are not told here");
      case "QUIT" -> {
        answers.say(221, "2.0.0", "Goodbye");
        yield false;
      }
      case "GET", "POST", "PUT", "CONNECT", "OPTIONS", "HOST:" -> {
        // A browser was made to talk to us; nothing that it sends is meant for a mail server.
        answers.say(500, "5.5.1", "This is not HTTP");
        yield false;
      }
      default -> answers.wrong(500, "5.5.1", "No such command");
    };
  }

  /** RFC 2920 section 3.1; whoever was not offered pipelining may not send ahead at all. */
  private boolean mayBeFollowed(String verb) {
    return switch (verb) {
      case "MAIL", "RCPT", "RSET", "BDAT", "NOOP", "VRFY", "HELP", "EXPN" ->
          introduction.standing().offer().extended();
      case "QUIT" -> true;
      default -> false;
    };
  }

  /** Commands that do nothing may not go on for ever. */
  private boolean mayIdle() {
    if (++idleCommands > 5 * settings.limits().badCommands()) {
      mail.farewell("4.7.0", "Too many commands that do nothing");
      return false;
    }
    return true;
  }

  private boolean idle(int code, String enhanced, String text) {
    if (mayIdle()) {
      answers.say(code, enhanced, text);
      return true;
    }
    return false;
  }
}
