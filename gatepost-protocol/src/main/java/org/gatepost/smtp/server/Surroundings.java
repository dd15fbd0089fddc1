package org.gatepost.smtp.server;

import java.time.InstantSource;
import java.util.Optional;
import org.gatepost.gate.Submissions;
import org.gatepost.mail.IdentitySource;
import org.gatepost.smtp.TlsLayer;

/** What every session of a listener works with. */
record Surroundings(
    SmtpSettings settings,
    Submissions submissions,
    Optional<TlsLayer> tls,
    Optional<Authentication> authentication,
    IdentitySource identities,
    InstantSource clock,
    ContentStore contents,
    ClientCounts clients) {}
