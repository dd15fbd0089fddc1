package org.gatepost.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.mail.Address;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Keeps a sign-in in the session: only who and when. The account is read anew for every request, so
 * that a role taken away, an account switched off or a password changed counts at once, in every
 * browser. This is the one place where a session becomes a person; single sign-on will only have to
 * produce a {@link SignedIn}.
 */
public final class SignInSessions implements SecurityContextRepository {
  private static final String KEY = SignInSessions.class.getName();

  private final Accounts accounts;
  private final InstantSource clock;
  private final Duration idle;
  private final Duration life;

  public SignInSessions(Accounts accounts, InstantSource clock, ServerSettings settings) {
    this.accounts = accounts;
    this.clock = clock;
    this.idle = settings.idle();
    this.life = settings.life();
  }

  /**
   * What the session keeps.
   *
   * @param stamp changes with the password, so that other browsers are signed out
   */
  private record Kept(Address login, Instant at, String stamp) {}

  /** The proof that somebody is this person, with what their roles allow. */
  public static Authentication authentication(Account account) {
    List<GrantedAuthority> roles =
        account.roles().stream()
            .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
            .toList();
    return UsernamePasswordAuthenticationToken.authenticated(new SignedIn(account), null, roles);
  }

  /** After somebody changed their own password: this browser stays signed in, others do not. */
  public void renew(HttpServletRequest request, Address login) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(KEY) instanceof Kept kept) {
      session.setAttribute(KEY, new Kept(login, kept.at(), stamp(login)));
    }
  }

  @Override
  @SuppressWarnings("deprecation")
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return load(holder.getRequest());
  }

  private SecurityContext load(HttpServletRequest request) {
    return kept(request)
        .flatMap(this::account)
        .map(account -> new SecurityContextImpl(authentication(account)))
        .orElseGet(SecurityContextImpl::new);
  }

  private Optional<Account> account(Kept kept) {
    if (!clock.instant().isBefore(kept.at().plus(life))) {
      return Optional.empty();
    }
    return accounts
        .find(kept.login())
        .filter(Account::active)
        .filter(account -> kept.stamp().equals(stamp(account.login())));
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    Authentication authentication = context.getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof SignedIn person) {
      HttpSession session = request.getSession(true);
      session.setMaxInactiveInterval(Math.toIntExact(idle.toSeconds()));
      session.setAttribute(KEY, new Kept(person.login(), clock.instant(), stamp(person.login())));
      return;
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(KEY);
    }
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return kept(request).isPresent();
  }

  private static Optional<Kept> kept(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(KEY) instanceof Kept kept
        ? Optional.of(kept)
        : Optional.empty();
  }

  private String stamp(Address login) {
    String hash = accounts.passwordHash(login).orElse("");
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(hash.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java has no SHA-256.", missing);
    }
  }
}
