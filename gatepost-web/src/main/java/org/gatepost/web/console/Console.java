package org.gatepost.web.console;

import java.time.InstantSource;
import org.gatepost.account.Accounts;
import org.gatepost.audience.Organisation;
import org.gatepost.delivery.Ledger;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.gate.AccessLog;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.MessageReader;
import org.gatepost.gate.Outbox;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.HoldTokens;
import org.gatepost.hold.Spool;
import org.gatepost.mail.IdentitySource;
import org.gatepost.web.Guest;
import org.gatepost.web.Readiness;
import org.springframework.context.support.GenericApplicationContext;

/** The staff's pages, served until closed. */
public final class Console implements AutoCloseable {
  private final Guest guest;

  private Console(Guest guest) {
    this.guest = guest;
  }

  /**
   * Starts the console; returns when its pages answer.
   *
   * @throws org.springframework.boot.web.server.PortInUseException when somebody else listens there
   */
  public static Console start(ConsoleSettings settings, ConsoleServices services) {
    return new Console(
        Guest.start(
            settings.server(),
            context -> furnish(context, settings, services),
            ConsoleSecurity.class,
            Rooms.class));
  }

  private static void furnish(
      GenericApplicationContext context, ConsoleSettings settings, ConsoleServices services) {
    context.registerBean(ConsoleSettings.class, () -> settings);
    context.registerBean(Organisation.class, settings::organisation);
    context.registerBean(HeldMail.class, services::heldMail);
    context.registerBean(Spool.class, services::spool);
    context.registerBean(Ledger.class, services::ledger);
    context.registerBean(AuditTrail.class, services::auditTrail);
    context.registerBean(Outbox.class, services::outbox);
    context.registerBean(Accounts.class, services::accounts);
    context.registerBean(HoldTokens.class, services::tokens);
    context.registerBean(MessageReader.class, services::reader);
    context.registerBean(AccessLog.class, services::accessLog);
    context.registerBean(IdentitySource.class, services::identities);
    context.registerBean(InstantSource.class, services::clock);
    context.registerBean(Readiness.class, () -> () -> answers(services.accounts()));
  }

  private static boolean answers(Accounts accounts) {
    try {
      return !accounts.isEmpty();
    } catch (StorageUnavailableException unavailable) {
      return false;
    }
  }

  /** The port that is really bound. */
  public int port() {
    return guest.port();
  }

  @Override
  public void close() {
    guest.close();
  }
}
