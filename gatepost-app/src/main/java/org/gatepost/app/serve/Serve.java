package org.gatepost.app.serve;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatepost.app.ExitStatus;
import org.gatepost.app.config.Advice;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.Endpoint;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreUnusableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Runs everything on one machine until it is told to stop. */
public final class Serve {
  /** A part of the program that can run in a process of its own. */
  public enum Role {
    GATE,
    CONSOLE,
    PORTAL
  }

  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

  private static final String TRIAL =
      "trial mode: mail that would leave is kept in the console's outbox, NOT sent";

  private final Configuration configuration;
  private final PrintWriter out;
  private final Opened opened = new Opened();
  private final InstantSource clock = InstantSource.system();
  private final IdentitySource identities = new IdentitySource(clock, new SecureRandom());

  private Serve(Configuration configuration, PrintWriter out) {
    this.configuration = configuration;
    this.out = out;
  }

  /**
   * Runs until SIGTERM, which ends the process in order with status 0.
   *
   * @param data the data folder
   * @return the exit status when it could not start
   */
  public static int run(
      Configuration configuration, Path data, Set<Role> roles, PrintWriter out, PrintWriter err) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Serve serve = new Serve(configuration, out);
    AtomicInteger status = new AtomicInteger(ExitStatus.OK);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> serve.end(status.get())));
    int ended = ExitStatus.FAULT;
    try {
      Optional<String> refusal = serve.start(data, roles);
      if (refusal.isEmpty()) {
        new CountDownLatch(1).await();
      }
      err.println("gatepost: " + refusal.orElse("interrupted"));
      ended = ExitStatus.CONFIGURATION;
    } catch (StoreUnusableException unusable) {
      err.println("gatepost: " + unusable.getMessage());
      ended = ExitStatus.SERVICE_DOWN;
    } catch (StorageUnavailableException unavailable) {
      err.println("gatepost: The database went away while Gatepost was starting.");
      ended = ExitStatus.SERVICE_DOWN;
    } catch (IOException | GeneralSecurityException unusable) {
      err.println("gatepost: " + unusable.getMessage());
      ended = ExitStatus.SERVICE_DOWN;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      // Also when a fault of ours goes on from here: the hook must not end it as if it were well.
      status.set(ended);
      serve.opened.close();
    }
    return ended;
  }

  /** Ends the process; a shutdown hook, or the status would be that of the signal. */
  private void end(int status) {
    opened.close();
    Runtime.getRuntime().halt(status);
  }

  /** Starts the roles; the reason when the configuration forbids it. */
  private Optional<String> start(Path data, Set<Role> roles)
      throws IOException, GeneralSecurityException {
    boolean trial = configuration.nextHop().isEmpty();
    if (trial && !loopbackOnly()) {
      return Optional.of(
          "there is no next-hop, so this is trial mode, which runs only while mail and the console"
              + " listen on loopback. Name next-hop, or listen on 127.0.0.1.");
    }
    DataFolder folder = DataFolder.at(data);
    if (trial && folder.hasUsedNextHop()) {
      return Optional.of(
          "this data folder has been used with a next-hop before, and now there is none. Name"
              + " next-hop, or use another --data to try things out.");
    }
    Store store =
        opened.add(Store.open(StoreConfiguration.settings(configuration, folder, identities)));
    if (trial) {
      LOG.warn(TRIAL);
    }
    Advice.on(configuration).forEach(LOG::warn);
    Configuration complete = DirectorySide.complete(configuration, folder.path(), clock, opened);
    ConsoleSide console = new ConsoleSide(complete, store, folder, identities, clock, opened);
    if (roles.contains(Role.CONSOLE)) {
      console.checkAddress();
    }
    MailSide mail = new MailSide(complete, store, folder, identities, clock, opened);
    MailSide.Started started = mail.start(console.address(), roles.contains(Role.GATE));
    if (!started.listening().isEmpty()) {
      say("gatepost ready smtp=" + shown(started.listening().getFirst()));
    }
    started.inbound().ifPresent(at -> say("gatepost observing inbound=" + shown(at)));
    if (roles.contains(Role.CONSOLE)) {
      console
          .start(started.parts(), trial, this::say)
          .ifPresent(at -> say("gatepost console ready http=" + shown(at)));
    }
    // Not before the pages answer: a notice may be read the moment it is sent, and its link opened.
    if (roles.contains(Role.GATE)) {
      started.deliveries().run();
    }
    return Optional.empty();
  }

  private boolean loopbackOnly() {
    return List.of(
            configuration.listen().smtp(),
            configuration.listen().smtps(),
            configuration.listen().inbound(),
            configuration.listen().http())
        .stream()
        .flatMap(Optional::stream)
        .allMatch(Endpoint::isLoopback);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  static String shown(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
