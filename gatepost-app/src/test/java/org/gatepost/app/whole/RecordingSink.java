package org.gatepost.app.whole;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * An SMTP server that takes everything, writes down what it got, and misbehaves as it is told. It
 * stands at the end of the line: behind Postfix, or in Postfix's place.
 */
final class RecordingSink implements AutoCloseable {

  /** Moments of a conversation at which a test may step in. */
  enum Step {
    CONNECT,
    EHLO,
    MAIL,
    RCPT,
    DATA,
    /** The first line of the content was read. */
    CONTENT,
    /** The whole content was read, nothing is answered yet. */
    END,
    /** The content was written down and 250 went out. */
    ANSWERED
  }

  /** What the server does at a step. */
  sealed interface Reaction {
    /** What a good server does. */
    record Proceed() implements Reaction {}

    /** Another answer instead. */
    record Say(String reply) implements Reaction {}

    /** Another answer, and the connection is closed. */
    record SayAndDrop(String reply) implements Reaction {}

    /** The connection is closed without a word. */
    record Drop() implements Reaction {}

    /** Nothing is said any more until the sink is closed. */
    record Stall() implements Reaction {}
  }

  /** Decides what happens; called on the connection's own thread. */
  @FunctionalInterface
  interface Script {
    Reaction at(Step step, String argument) throws IOException;
  }

  static final Script KIND = (_, _) -> new Reaction.Proceed();

  private final ServerSocket server;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile Script script = KIND;

  private RecordingSink(ServerSocket server) {
    this.server = server;
  }

  static RecordingSink open() throws IOException {
    return open(0);
  }

  /** Listens on a port that was used before, as a server does that comes back. */
  static RecordingSink open(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
    RecordingSink sink = new RecordingSink(server);
    Thread.ofVirtual().name("sink").start(sink::accept);
    return sink;
  }

  int port() {
    return server.getLocalPort();
  }

  void script(Script next) {
    script = next;
  }

  List<Arrival> arrivals() {
    synchronized (arrivals) {
      return List.copyOf(arrivals);
    }
  }

  List<Arrival> arrivals(Predicate<Arrival> which) {
    return arrivals().stream().filter(which).toList();
  }

  /** Closes every connection, so that the next message comes by a new one. */
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** Forgets what arrived so far. */
  void clear() {
    synchronized (arrivals) {
      arrivals.clear();
    }
  }

  /** Waits until at least so many such messages are there, and returns them. */
  List<Arrival> await(int count, Duration limit, Predicate<Arrival> which)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (arrivals) {
      while (true) {
        List<Arrival> found = arrivals(which);
        long left = (end - System.nanoTime()) / 1_000_000;
        if (found.size() >= count) {
          return found;
        }
        if (left <= 0) {
          throw new AssertionError(
              "%d of %d messages arrived within %d s (of any kind: %d)"
                  .formatted(found.size(), count, limit.toSeconds(), arrivals.size()));
        }
        arrivals.wait(left);
      }
    }
  }

  Arrival awaitOne(Predicate<Arrival> which) throws InterruptedException {
    return await(1, Duration.ofSeconds(30), which).getFirst();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    hangUp();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().name("sink session").start(() -> serve(socket));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Session(socket, sessions.incrementAndGet()).run();
    } catch (IOException gone) {
      // The other side went away, which is what some tests are about; what counts is in arrivals.
      open.remove(socket);
    } catch (InterruptedException interrupted) {
      throw new UncheckedIOException(new IOException(interrupted));
    }
    open.remove(socket);
  }

  /** One connection. */
  private final class Session {
    private final BufferedInputStream in;
    private final OutputStream out;
    private final int number;
    private String mail = "";
    private final List<String> recipients = new ArrayList<>();

    Session(Socket socket, int number) throws IOException {
      socket.setTcpNoDelay(true);
      this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      this.out = socket.getOutputStream();
      this.number = number;
    }

    void run() throws IOException, InterruptedException {
      if (!answer(Step.CONNECT, "", "220 sink.example ESMTP")) {
        return;
      }
      String line;
      while ((line = Wire.line(in)) != null) {
        if (!command(line)) {
          return;
        }
      }
    }

    private boolean command(String line) throws IOException, InterruptedException {
      String verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
      String argument = line.contains(":") ? line.substring(line.indexOf(':') + 1).strip() : "";
      return switch (verb) {
        case "EHLO" ->
            answer(
                Step.EHLO,
                line,
                "250-sink.example\r\n250-PIPELINING\r\n250-SIZE 200000000\r\n250-8BITMIME\r\n"
                    + "250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 DSN");
        case "HELO" -> answer(Step.EHLO, line, "250 sink.example");
        case "MAIL" -> {
          recipients.clear();
          mail = argument;
          yield answer(Step.MAIL, argument, "250 2.1.0 Ok");
        }
        case "RCPT" -> {
          recipients.add(argument);
          yield answer(Step.RCPT, argument, "250 2.1.5 Ok");
        }
        case "DATA" -> data();
        case "RSET" -> {
          mail = "";
          recipients.clear();
          yield say("250 2.0.0 Ok");
        }
        case "NOOP" -> say("250 2.0.0 Ok");
        case "QUIT" -> {
          say("221 2.0.0 Bye");
          yield false;
        }
        default -> say("502 5.5.2 Unknown here");
      };
    }

    private boolean data() throws IOException, InterruptedException {
      if (recipients.isEmpty()) {
        return say("554 5.5.1 No recipients");
      }
      Reaction begin = script.at(Step.DATA, "");
      if (!(begin instanceof Reaction.Proceed)) {
        return react(begin);
      }
      say("354 Go on");
      Wire.Content content = new Wire.Content(in);
      if (content.line()) {
        Reaction middle = script.at(Step.CONTENT, "");
        if (!(middle instanceof Reaction.Proceed)) {
          return react(middle);
        }
      }
      Octets octets = new Octets(content.rest());
      Arrival arrival = new Arrival(mail, List.copyOf(recipients), octets, number);
      Reaction end = script.at(Step.END, mail);
      if (!(end instanceof Reaction.Proceed)) {
        return react(end);
      }
      synchronized (arrivals) {
        arrivals.add(arrival);
        arrivals.notifyAll();
      }
      boolean goesOn = say("250 2.0.0 Ok, number " + number);
      return goesOn && react(script.at(Step.ANSWERED, mail));
    }

    private boolean answer(Step step, String argument, String usual)
        throws IOException, InterruptedException {
      Reaction reaction = script.at(step, argument);
      if (reaction instanceof Reaction.Proceed) {
        return say(usual);
      }
      if (step == Step.RCPT) {
        recipients.removeLast();
      }
      return react(reaction);
    }

    private boolean react(Reaction reaction) throws IOException, InterruptedException {
      return switch (reaction) {
        case Reaction.Proceed() -> true;
        case Reaction.Say(var reply) -> say(reply);
        case Reaction.SayAndDrop(var reply) -> {
          say(reply);
          yield false;
        }
        case Reaction.Drop() -> false;
        case Reaction.Stall() -> {
          closed.await();
          yield false;
        }
      };
    }

    private boolean say(String reply) throws IOException {
      out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return true;
    }
  }
}
