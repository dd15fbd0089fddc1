package org.gatepost.smtp.server;

import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.gatepost.mail.Address;

/**
 * How a client stands with us at the moment.
 *
 * @param helo what it calls itself; empty before EHLO or HELO
 * @param offer what it was offered
 */
record Standing(
    Client client,
    String helo,
    Offer offer,
    Optional<Address> authenticated,
    Optional<SSLSession> tls) {}
