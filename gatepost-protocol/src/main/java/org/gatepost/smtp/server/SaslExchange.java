package org.gatepost.smtp.server;

import org.gatepost.mail.Address;

/** One run of a SASL mechanism (RFC 4422), seen from the server. */
interface SaslExchange {
  /** What to do next. */
  sealed interface Step {
    /** Send this and wait for the client's response. */
    record Challenge(String text) implements Step {}

    record Proved(Address login) implements Step {}

    /** Wrong, for the login that was tried. */
    record Failed(String login) implements Step {}

    /** Not what the mechanism says; nothing was tried. */
    record Malformed() implements Step {}
  }

  /** What the server says when the client sent no initial response. */
  Step begin();

  /** The client's response, decoded. */
  Step respond(byte[] response);
}
