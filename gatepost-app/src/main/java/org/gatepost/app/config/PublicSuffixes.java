package org.gatepost.app.config;

import com.google.common.net.InternetDomainName;
import org.gatepost.mail.Domain;

/** The registrable domain of a domain, by the Public Suffix List. */
final class PublicSuffixes {
  private PublicSuffixes() {}

  /**
   * The domain that somebody registered: the public suffix and one label. A suffix that the list
   * does not know is one label, as the list's own algorithm says. What is no domain name, or is a
   * public suffix itself, stands for itself.
   */
  static Domain registrable(Domain domain) {
    if (!InternetDomainName.isValid(domain.name())) {
      return domain;
    }
    InternetDomainName name = InternetDomainName.from(domain.name());
    if (name.isUnderPublicSuffix()) {
      return Domain.of(name.topPrivateDomain().toString());
    }
    var parts = name.parts();
    boolean known = name.isPublicSuffix();
    return known || parts.size() < 2
        ? domain
        : Domain.of(parts.get(parts.size() - 2) + "." + parts.get(parts.size() - 1));
  }
}
