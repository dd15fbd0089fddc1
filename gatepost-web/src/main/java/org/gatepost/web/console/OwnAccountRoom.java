package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.mail.IdentitySource;
import org.gatepost.web.AppPasswords;
import org.gatepost.web.Passwords;
import org.gatepost.web.SignInAttempts;
import org.gatepost.web.SignInSessions;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Somebody's own account: their password, and passwords for their mail programs. */
@Controller
@RequestMapping("/account")
class OwnAccountRoom {
  private static final int MOST_APP_PASSWORDS = 20;
  private static final int LONGEST_LABEL = 60;

  private final Accounts accounts;
  private final Passwords passwords;
  private final SignInAttempts attempts;
  private final SignInSessions sessions;
  private final IdentitySource identities;
  private final InstantSource clock;
  private final HumanTime time;
  private final Pages pages;

  OwnAccountRoom(
      Accounts accounts,
      Passwords passwords,
      SignInAttempts attempts,
      SignInSessions sessions,
      IdentitySource identities,
      InstantSource clock,
      HumanTime time,
      Pages pages) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.attempts = attempts;
    this.sessions = sessions;
    this.identities = identities;
    this.clock = clock;
    this.time = time;
    this.pages = pages;
  }

  @GetMapping
  ModelAndView account(HttpServletRequest request, Authentication authentication) {
    return pages.show(request, "account", "Your account", page(own(authentication), request, ""));
  }

  private AccountPage page(Account account, HttpServletRequest request, String label) {
    return new AccountPage(
        account.login().toString(),
        account.name(),
        account.roles().stream().sorted().map(RoleWords::name).toList(),
        accounts.appPasswords(account.id()).stream()
            .map(
                one ->
                    new AccountPage.AppPassword(
                        one.id().toString(),
                        one.label(),
                        time.at(one.createdAt()),
                        one.lastUsed().map(time::at).orElse("never")))
            .toList(),
        Secret.shown(request),
        label);
  }

  @GetMapping("/password")
  ModelAndView password(HttpServletRequest request, Authentication authentication) {
    return pages.show(request, "password", "Change your password", passwordPage(authentication));
  }

  private static PasswordPage passwordPage(Authentication authentication) {
    Account account = own(authentication);
    return new PasswordPage(
        account.login().toString(), account.mustChangePassword(), Passwords.SHORTEST);
  }

  @PostMapping("/password")
  ModelAndView change(
      HttpServletRequest request, Authentication authentication, RedirectAttributes flash) {
    Account account = own(authentication);
    String old = typed(request, "current");
    String wanted = typed(request, "new");
    List<Problem> problems = new ArrayList<>();
    if (!isOwn(account, old, request)) {
      problems.add(new Problem("current", "Enter the password that you use now"));
    }
    passwords
        .objection(wanted, account.login())
        .ifPresent(text -> problems.add(new Problem("new", text)));
    if (problems.isEmpty() && wanted.equals(old)) {
      problems.add(new Problem("new", "Enter a password that differs from the one you use now"));
    }
    if (!problems.isEmpty()) {
      return pages.refuse(
          request, "password", "Change your password", passwordPage(authentication), problems);
    }
    accounts.setPassword(account.id(), passwords.hash(wanted), false);
    sessions.renew(request, account.login());
    flash.addFlashAttribute(
        Note.KEY, Note.success("Your password is changed", "Other browsers were signed out."));
    return new ModelAndView("redirect:" + (account.mustChangePassword() ? "/" : "/account"));
  }

  /** A session left open must not be a way to guess the password, either. */
  private boolean isOwn(Account account, String password, HttpServletRequest request) {
    String login = account.login().toString();
    String client = "session " + request.getRemoteAddr();
    if (attempts.begin(login, client).isPresent()) {
      return false;
    }
    boolean right = passwords.matches(password, accounts.passwordHash(account.login()));
    if (right) {
      attempts.succeeded(login, client);
    }
    return right;
  }

  @PostMapping("/app-passwords")
  ModelAndView addAppPassword(
      HttpServletRequest request, Authentication authentication, RedirectAttributes flash) {
    Account account = own(authentication);
    String label = typed(request, "label").strip();
    Optional<String> objection = Optional.empty();
    if (label.isEmpty() || label.length() > LONGEST_LABEL) {
      objection =
          Optional.of(
              "Enter a name of up to "
                  + LONGEST_LABEL
                  + " characters, such as Thunderbird at work");
    } else if (accounts.appPasswords(account.id()).size() >= MOST_APP_PASSWORDS) {
      objection = Optional.of("Remove a password before you add another");
    }
    if (objection.isPresent()) {
      return pages.refuse(
          request,
          "account",
          "Your account",
          page(account, request, label),
          List.of(new Problem("label", objection.get())));
    }
    String password = Passwords.generate(identities);
    accounts.addAppPassword(
        account.id(),
        identities.next(),
        label,
        AppPasswords.verifier(password, accounts.verifiers(account.login()), identities),
        clock.instant());
    new Secret("The password for " + label, account.login().toString(), password).carry(flash);
    return new ModelAndView("redirect:/account");
  }

  @PostMapping("/app-passwords/{id}/remove")
  ModelAndView removeAppPassword(
      @PathVariable String id, Authentication authentication, RedirectAttributes flash) {
    accounts.removeAppPassword(own(authentication).id(), Ids.parse(id));
    flash.addFlashAttribute(
        Note.KEY,
        Note.success("The password is removed", "The mail program cannot send with it any more."));
    return new ModelAndView("redirect:/account");
  }

  private static String typed(HttpServletRequest request, String name) {
    String text = request.getParameter(name);
    return text == null ? "" : text;
  }

  private static Account own(Authentication authentication) {
    return ConsoleSecurity.person(authentication).account();
  }
}
