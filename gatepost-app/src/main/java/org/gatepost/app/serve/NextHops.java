package org.gatepost.app.serve;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import org.gatepost.app.config.Configuration;
import org.gatepost.delivery.NextHop;
import org.gatepost.smtp.client.Reachability;
import org.gatepost.smtp.client.SmtpNextHop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next hop, with connections of its own for each of the two that speak to it: however many
 * clients are sending at once, they must not keep back mail that Gatepost has taken.
 *
 * @param direct for mail that is passed on while its client waits
 * @param courier for mail that Gatepost has taken
 */
record NextHops(NextHop direct, NextHop courier) {
  /** For a next hop that has no connections. */
  static NextHops both(NextHop nextHop) {
    return new NextHops(nextHop, nextHop);
  }

  private static final Logger LOG = LoggerFactory.getLogger(NextHops.class);

  /** Connects to nothing yet; what is opened is noted in {@code opened}. */
  static NextHops open(
      Configuration configuration,
      Configuration.NextHop nextHop,
      InstantSource clock,
      Opened opened)
      throws IOException, GeneralSecurityException {
    Reachability reachability = new Reachability(clock, LOG::warn, LOG::info);
    return new NextHops(
        opened.add(
            new SmtpNextHop(
                SmtpParts.nextHop(configuration, nextHop, nextHop.connections()),
                clock,
                reachability)),
        opened.add(
            new SmtpNextHop(
                SmtpParts.nextHop(configuration, nextHop, configuration.delivery().connections()),
                clock,
                reachability)));
  }
}
