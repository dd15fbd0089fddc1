package org.gatepost.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.gatepost.mail.IdentitySource;
import org.gatepost.smtp.Talk;
import org.gatepost.smtp.TlsLayer;
import org.gatepost.smtp.server.SmtpSettings.Access;
import org.gatepost.smtp.server.SmtpSettings.Endpoint;
import org.gatepost.smtp.server.SmtpSettings.Limits;
import org.gatepost.smtp.server.SmtpSettings.LineEnds;
import org.gatepost.smtp.server.SmtpSettings.Storage;
import org.gatepost.smtp.server.SmtpSettings.Timeouts;
import org.jspecify.annotations.Nullable;

/** A listener for a test, with everything that a test may want to change. */
final class Listening implements AutoCloseable {
  final InMemorySubmissions gate = new InMemorySubmissions();
  final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T01:02:03Z"));
  final IdentitySource identities = new IdentitySource(clock, new SecureRandom());
  Access access = Access.loopbackOnly();
  LineEnds lineEnds = LineEnds.STRICT;
  Timeouts timeouts = Timeouts.defaults();
  Storage storage;
  boolean implicitTls;
  Optional<TlsLayer> tls = Optional.empty();
  Optional<Authentication> authentication = Optional.empty();

  int connections = 100;
  int connectionsPerClient = 100;
  int transactions = 1000;
  int recipients = 10_000;
  long messageSize = 100_000_000;
  int headerSize = 4 << 20;
  int headerLine = 512 << 10;
  int receivedFields = 100;
  int commandLine = 4096;
  int badCommands = 20;

  private final List<Talk> talks = new ArrayList<>();
  private @Nullable SmtpListener listener;

  Listening(Path folder) {
    storage = Storage.in(folder);
  }

  SmtpListener listener() {
    SmtpListener ours = listener;
    if (ours == null) {
      try {
        ours =
            new SmtpListener(
                new SmtpSettings(
                    "gate.city.example",
                    List.of(
                        new Endpoint(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            implicitTls)),
                    access,
                    new Limits(
                        connections,
                        connectionsPerClient,
                        transactions,
                        recipients,
                        messageSize,
                        headerSize,
                        headerLine,
                        receivedFields,
                        commandLine,
                        badCommands),
                    timeouts,
                    lineEnds,
                    storage),
                gate,
                tls,
                authentication,
                identities,
                clock);
      } catch (IOException failed) {
        throw new java.io.UncheckedIOException(failed);
      }
      listener = ours;
    }
    return ours;
  }

  /** A connection, nothing read yet. */
  Talk connect() {
    Talk talk = new Talk(listener().addresses().getFirst());
    talks.add(talk);
    return talk;
  }

  /** A connection behind its EHLO. */
  Talk hello() {
    Talk talk = connect();
    expect(talk.reply(), "220");
    expect(talk.say("EHLO client.city.example"), "250");
    return talk;
  }

  /** A connection that waits for the content. */
  Talk data() {
    Talk talk = hello();
    expect(talk.say("MAIL FROM:<anna@city.example>"), "250");
    expect(talk.say("RCPT TO:<ben@home.example>"), "250");
    expect(talk.say("DATA"), "354");
    return talk;
  }

  private static void expect(String reply, String code) {
    if (!reply.startsWith(code)) {
      throw new AssertionError("Expected " + code + ", got: " + reply);
    }
  }

  /** Waits until something that another thread does has happened. */
  static void until(BooleanSupplier happened) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not happen in time.");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Everybody leaves; fails when something was not freed. */
  @Override
  public void close() {
    talks.forEach(Talk::close);
    SmtpListener ours = listener;
    if (ours != null) {
      ours.stop(Duration.ofSeconds(10));
      if (ours.openContents() != 0 || gate.open.get() != 0 || ours.connections() != 0) {
        throw new AssertionError(
            "Left open: "
                + ours.openContents()
                + " contents, "
                + gate.open.get()
                + " transactions, "
                + ours.connections()
                + " connections");
      }
    }
  }
}
