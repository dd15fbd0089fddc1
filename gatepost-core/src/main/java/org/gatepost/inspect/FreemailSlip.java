package org.gatepost.inspect;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.correspondence.Closeness;
import org.gatepost.mail.Domain;

/**
 * Slips in the names of the large mail providers: {@code gmial.com}, {@code hotmail.con}. Whoever
 * registered such a name gets the mail.
 */
public final class FreemailSlip {
  private static final List<String> LARGE =
      List.of(
          "gmail.com",
          "googlemail.com",
          "hotmail.com",
          "hotmail.co.uk",
          "yahoo.com",
          "yahoo.co.uk",
          "outlook.com",
          "icloud.com",
          "btinternet.com",
          "virginmedia.com",
          "talktalk.net",
          "protonmail.com",
          "web.de",
          "gmx.de",
          "gmx.net",
          "t-online.de",
          "orange.fr",
          "wanadoo.fr",
          "libero.it");

  /** Providers of their own that are spelled like a large one. */
  private static final Set<String> OTHERS =
      Set.of("ymail.com", "email.com", "mail.com", "fmail.com", "qmail.com", "hmail.com");

  /** A shorter name is one letter from too many others. */
  private static final int SHORTEST = 5;

  private FreemailSlip() {}

  /** The provider that was most likely meant. */
  public static Optional<Domain> meant(Domain typed) {
    String name = typed.name();
    if (LARGE.contains(name) || OTHERS.contains(name)) {
      return Optional.empty();
    }
    return LARGE.stream()
        .filter(large -> large.indexOf('.') >= SHORTEST)
        .filter(large -> Closeness.slips(name, large, 1) == 1)
        .map(Domain::of)
        .findFirst();
  }
}
