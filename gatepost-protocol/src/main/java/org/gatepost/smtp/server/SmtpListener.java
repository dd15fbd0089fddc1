package org.gatepost.smtp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatepost.gate.Submissions;
import org.gatepost.mail.IdentitySource;
import org.gatepost.smtp.DeadlineWatch;
import org.gatepost.smtp.TlsLayer;
import org.gatepost.smtp.Wire;
import org.gatepost.smtp.server.SmtpSettings.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mail in by SMTP and hands it to the gate; a virtual thread for each connection, up to a
 * limit. Accepts from the moment it is made.
 */
public final class SmtpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpListener.class);
  private static final int BACKLOG = 512;
  private static final Duration WATCH_PRECISION = Duration.ofMillis(250);
  private static final Duration LAST_MOMENT = Duration.ofSeconds(5);
  private static final byte[] BUSY =
      "421 4.3.2 Too many connections, try again later\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Surroundings around;
  private final int limit;
  private final Semaphore free;
  private final DeadlineWatch watch = new DeadlineWatch(WATCH_PRECISION);
  private final List<ServerSocket> sockets = new ArrayList<>();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * Binds every endpoint and begins to accept.
   *
   * @param tls for STARTTLS and for endpoints with implicit TLS
   * @param authentication empty when AUTH is not offered; it is never offered without TLS
   * @throws IOException when an endpoint cannot be bound; nothing is left open then
   */
  public SmtpListener(
      SmtpSettings settings,
      Submissions submissions,
      Optional<TlsLayer> tls,
      Optional<Authentication> authentication,
      IdentitySource identities,
      InstantSource clock)
      throws IOException {
    if (tls.isEmpty() && settings.endpoints().stream().anyMatch(Endpoint::implicitTls)) {
      throw new IllegalArgumentException("An endpoint wants TLS and there is no certificate.");
    }
    this.limit = settings.limits().connections();
    this.free = new Semaphore(limit);
    this.around =
        new Surroundings(
            settings,
            submissions,
            tls,
            authentication,
            identities,
            clock,
            new ContentStore(settings.storage()),
            new ClientCounts(settings.limits().connectionsPerClient()));
    try {
      for (Endpoint endpoint : settings.endpoints()) {
        ServerSocket socket = new ServerSocket();
        sockets.add(socket);
        socket.setReuseAddress(true);
        bind(socket, endpoint.address());
      }
    } catch (IOException taken) {
      close();
      throw taken;
    }
    for (int i = 0; i < sockets.size(); i++) {
      ServerSocket socket = sockets.get(i);
      boolean implicitTls = settings.endpoints().get(i).implicitTls();
      Thread.ofVirtual().name("smtp-accept").start(() -> accept(socket, implicitTls));
    }
  }

  /** The addresses really bound, in the order of the endpoints. */
  public List<InetSocketAddress> addresses() {
    return sockets.stream()
        .map(socket -> (InetSocketAddress) socket.getLocalSocketAddress())
        .toList();
  }

  /** How many clients are connected. */
  public int connections() {
    return sessions.size();
  }

  /** How many messages are kept in memory or on disk at the moment. */
  public int openContents() {
    return around.contents().open();
  }

  private void accept(ServerSocket server, boolean implicitTls) {
    while (!stopping) {
      try {
        serve(server.accept(), implicitTls);
      } catch (IOException failed) {
        if (!stopping) {
          // Out of file descriptors, most likely: give sessions a moment to end.
          LOG.warn("A connection could not be accepted: {}", failed.toString());
          pause();
        }
      }
    }
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
  }

  private void serve(Socket socket, boolean implicitTls) throws IOException {
    if (stopping || !free.tryAcquire()) {
      try (socket) {
        if (!implicitTls) {
          socket.getOutputStream().write(BUSY);
        }
      }
      return;
    }
    boolean started = false;
    try {
      Session session = new Session(new Wire(socket, watch), around, implicitTls);
      sessions.add(session);
      Thread.ofVirtual().name("smtp-session").start(() -> run(session));
      started = true;
    } finally {
      if (!started) {
        free.release();
        socket.close();
      }
    }
  }

  private void run(Session session) {
    try {
      if (stopping) {
        session.stop();
      }
      session.run();
    } finally {
      sessions.remove(session);
      free.release();
    }
  }

  /**
   * Stops in order: no new connections, 421 to those who are idle, time for transactions under way
   * to end; what is not over by then is cut off. Returns when every session has ended.
   */
  public void stop(Duration grace) {
    stopping = true;
    for (ServerSocket socket : sockets) {
      try {
        socket.close();
      } catch (IOException failed) {
        LOG.warn("A listening socket could not be closed: {}", failed.toString());
      }
    }
    sessions.forEach(Session::stop);
    if (!areOver(grace)) {
      LOG.warn("{} SMTP sessions are cut off", sessions.size());
      sessions.forEach(Session::abort);
      areOver(LAST_MOMENT);
    }
    watch.close();
  }

  private boolean areOver(Duration wait) {
    try {
      boolean over = free.tryAcquire(limit, wait.toMillis(), TimeUnit.MILLISECONDS);
      if (over) {
        free.release(limit);
      }
      return over;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  /** The system's own sentence does not say which address it means. */
  private static void bind(ServerSocket socket, InetSocketAddress address) throws IOException {
    try {
      socket.bind(address, BACKLOG);
    } catch (IOException taken) {
      throw new IOException(
          "SMTP cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + taken.getMessage(),
          taken);
    }
  }
}
