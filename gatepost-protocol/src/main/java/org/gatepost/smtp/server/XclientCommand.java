package org.gatepost.smtp.server;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.smtp.Xtext;
import org.jspecify.annotations.Nullable;

/**
 * {@code XCLIENT} as Postfix defines it (https://www.postfix.org/XCLIENT_README.html): a trusted
 * proxy says for whom it speaks. An attribute that is left out keeps its value.
 */
record XclientCommand(Client client, Optional<Address> login, Optional<String> helo) {
  /** Reads what stands behind {@code XCLIENT}; the arguments are what held so far. */
  static Syntax<XclientCommand> parse(
      String argument, Client before, Optional<Address> loginBefore) {
    Optional<Map<String, String>> words = Parameters.parse(argument.strip());
    if (words.isEmpty() || words.get().isEmpty()) {
      return malformed("XCLIENT");
    }
    Optional<InetAddress> address = before.address();
    Optional<String> name = before.name();
    boolean named = before.named();
    Optional<Address> login = loginBefore;
    Optional<String> helo = Optional.empty();
    for (Map.Entry<String, String> word : words.get().entrySet()) {
      @Nullable String value = Xtext.decode(word.getValue()).orElse(null);
      if (value == null) {
        return malformed(word.getKey());
      }
      boolean missing =
          value.equalsIgnoreCase("[UNAVAILABLE]") || value.equalsIgnoreCase("[TEMPUNAVAIL]");
      switch (word.getKey()) {
        case "ADDR" -> {
          String literal = value.regionMatches(true, 0, "IPV6:", 0, 5) ? value.substring(5) : value;
          address = missing ? Optional.empty() : Network.address(literal);
          if (!missing && address.isEmpty()) {
            return malformed("ADDR");
          }
          named = true;
        }
        case "NAME" -> name = missing ? Optional.empty() : hostName(value);
        case "HELO" -> helo = missing ? Optional.empty() : hostName(value);
        case "LOGIN" -> {
          login = missing ? Optional.empty() : Address.parse(value);
          if (!missing && login.isEmpty()) {
            return malformed("LOGIN");
          }
        }
        case "PORT", "PROTO", "DESTADDR", "DESTPORT" -> {
          // Nothing here depends on them.
        }
        default -> {
          return malformed(word.getKey());
        }
      }
    }
    return Syntax.good(new XclientCommand(new Client(address, name, named), login, helo));
  }

  private static Optional<String> hostName(String text) {
    return Optional.of(text).filter(HeloName::isPlausible);
  }

  private static Syntax<XclientCommand> malformed(String what) {
    return Syntax.bad(501, "5.5.4", what + " is malformed");
  }
}
