package org.gatepost.web.console;

import java.time.InstantSource;
import org.gatepost.account.Accounts;
import org.gatepost.delivery.Ledger;
import org.gatepost.gate.AccessLog;
import org.gatepost.gate.AuditTrail;
import org.gatepost.gate.MessageReader;
import org.gatepost.gate.Outbox;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.HoldTokens;
import org.gatepost.hold.Spool;
import org.gatepost.mail.IdentitySource;

/** What the rooms need of the rest of the program. */
public record ConsoleServices(
    HeldMail heldMail,
    Spool spool,
    Ledger ledger,
    AuditTrail auditTrail,
    Outbox outbox,
    Accounts accounts,
    HoldTokens tokens,
    MessageReader reader,
    AccessLog accessLog,
    IdentitySource identities,
    InstantSource clock) {}
