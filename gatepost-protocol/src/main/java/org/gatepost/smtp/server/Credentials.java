package org.gatepost.smtp.server;

import java.util.List;
import org.gatepost.account.ScramVerifier;
import org.gatepost.mail.Address;

/** What AUTH checks against. */
@FunctionalInterface
public interface Credentials {
  /**
   * The verifiers of the app passwords of one login; all share salt and iterations. Empty for
   * somebody who has none, does not exist, or may not sign in.
   */
  List<ScramVerifier> verifiers(Address login);
}
