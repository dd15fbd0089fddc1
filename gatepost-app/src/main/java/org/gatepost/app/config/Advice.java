package org.gatepost.app.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.directory.LdapSettings;

/** What is allowed and yet hardly meant: said when it is checked and when it is used. */
public final class Advice {
  private static final String OPEN =
      "directory.ldap.url has no TLS: anybody on the way to that server can change what it says of"
          + " people and groups.";

  private Advice() {}

  /** One sentence each, beginning with the key concerned. */
  public static List<String> on(Configuration configuration) {
    List<String> advice = new ArrayList<>();
    if (configuration.nextHop().isPresent() && configuration.console().url().isEmpty()) {
      Optional<Endpoint> http = configuration.listen().http();
      if (http.isEmpty()) {
        advice.add(
            "console.url is not set and this process has no console: links in notices lead to"
                + " http://localhost, which nobody else can open.");
      } else if (http.get().isLoopback() || isEverywhere(http.get())) {
        advice.add(
            "console.url is not set: links in notices lead to http://"
                + http.get()
                + ", which people on other machines cannot open.");
      }
    }
    configuration.sources().ldap().filter(Advice::isOpenToAnybody).ifPresent(_ -> advice.add(OPEN));
    configuration.sources().remarks().stream()
        .map(remark -> remark + "; passed over")
        .forEach(advice::add);
    return advice;
  }

  private static boolean isOpenToAnybody(LdapSettings ldap) {
    return !ldap.tls() && !ldap.startTls() && !new Endpoint(ldap.host(), 1).isLoopback();
  }

  private static boolean isEverywhere(Endpoint endpoint) {
    return Networks.literal(endpoint.host()).map(InetAddress::isAnyLocalAddress).orElse(false);
  }
}
