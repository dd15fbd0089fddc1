package org.gatepost.app.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.gatepost.audience.Organisation;
import org.gatepost.mail.Domain;

/**
 * Domains whose users do not belong together: the list that is built in, and the configured ones.
 */
final class FreemailDomains {
  private FreemailDomains() {}

  static Set<Domain> with(Collection<Domain> configured) {
    Set<Domain> domains = new HashSet<>(1 << 15);
    try (InputStream in = Organisation.class.getResourceAsStream("freemail.txt")) {
      if (in == null) {
        throw new IllegalStateException("freemail.txt is missing from the program");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          domains.add(Domain.of(line));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    domains.addAll(configured);
    return domains;
  }
}
