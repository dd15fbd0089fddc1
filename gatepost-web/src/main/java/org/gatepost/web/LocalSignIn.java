package org.gatepost.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.mail.Address;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Sign-in with a local account and password. Says nothing about which of the two was wrong, and
 * takes as long for an account that does not exist.
 */
public final class LocalSignIn implements AuthenticationProvider {
  private static final int LONGEST_LOGIN = 320;

  private final Accounts accounts;
  private final Passwords passwords;
  private final SignInAttempts attempts;

  public LocalSignIn(Accounts accounts, Passwords passwords, SignInAttempts attempts) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.attempts = attempts;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String login = request.getName().strip().toLowerCase(Locale.ROOT);
    if (login.length() > LONGEST_LOGIN) {
      throw new BadCredentialsException("The sign-in name is too long.");
    }
    String client =
        request.getDetails() instanceof WebAuthenticationDetails details
            ? network(details.getRemoteAddress())
            : "";
    attempts
        .begin(login, client)
        .ifPresent(
            _ -> {
              throw new LockedException("Too many attempts.");
            });
    String password = request.getCredentials() instanceof String given ? given : "";
    Optional<Account> account =
        Address.parse(login).flatMap(accounts::find).filter(Account::active);
    Optional<String> hash = account.flatMap(found -> accounts.passwordHash(found.login()));
    if (!passwords.matches(password, hash) || account.isEmpty()) {
      throw new BadCredentialsException("The sign-in name or the password is wrong.");
    }
    attempts.succeeded(login, client);
    return SignInSessions.authentication(account.get());
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }

  /** A whole /64 counts as one client: that is what one subscriber has (RFC 6177). */
  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] octets = InetAddress.ofLiteral(address).getAddress();
      return octets.length == 16 ? HexFormat.of().formatHex(Arrays.copyOf(octets, 8)) : address;
    } catch (IllegalArgumentException scoped) {
      return address;
    }
  }
}
