package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatepost.account.Account;
import org.gatepost.account.Accounts;
import org.gatepost.account.Role;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.web.Passwords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Who may use the console, for administrators. A password made here is shown once and must be
 * changed at the next sign-in. Nobody takes the administrator's role or the account from
 * themselves, so that one administrator is always left.
 */
@Controller
@RequestMapping("/accounts")
class AccountsRoom {
  private static final Logger log = LoggerFactory.getLogger(AccountsRoom.class);
  private static final int LONGEST_NAME = 100;

  private final Accounts accounts;
  private final Passwords passwords;
  private final IdentitySource identities;
  private final Pages pages;

  AccountsRoom(Accounts accounts, Passwords passwords, IdentitySource identities, Pages pages) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.identities = identities;
    this.pages = pages;
  }

  @GetMapping
  ModelAndView list(HttpServletRequest request) {
    return pages.show(
        request,
        "accounts",
        "Accounts",
        new AccountsPage(
            accounts.all().stream()
                .sorted(Comparator.comparing(account -> account.login().toString()))
                .map(AccountsRoom::row)
                .toList(),
            Secret.shown(request)));
  }

  private static AccountsPage.Row row(Account account) {
    return new AccountsPage.Row(
        "/accounts/" + account.id(),
        account.login().toString(),
        account.name(),
        roleNames(account),
        state(account));
  }

  private static String roleNames(Account account) {
    return account.roles().isEmpty()
        ? "none"
        : String.join(", ", account.roles().stream().sorted().map(RoleWords::name).toList());
  }

  private static Tag state(Account account) {
    if (!account.active()) {
      return new Tag("Switched off", "grey");
    }
    return account.mustChangePassword()
        ? new Tag("New password due", "yellow")
        : new Tag("Active", "green");
  }

  @GetMapping("/new")
  ModelAndView blank(HttpServletRequest request) {
    return pages.show(request, "account-new", "Add an account", form("", "", Set.of(Role.SENDER)));
  }

  private static AccountForm form(String login, String name, Set<Role> roles) {
    return new AccountForm(
        login,
        name,
        Arrays.stream(Role.values())
            .map(
                role ->
                    new AccountForm.Choice(
                        role.wireName(),
                        RoleWords.name(role),
                        RoleWords.meaning(role),
                        roles.contains(role)))
            .toList());
  }

  @PostMapping("/new")
  ModelAndView add(HttpServletRequest request, RedirectAttributes flash) {
    String login = typed(request, "login");
    String name = typed(request, "name");
    Set<Role> roles = roles(request);
    Optional<Address> address = Address.parse(login);
    List<Problem> problems = new ArrayList<>();
    if (address.isEmpty()) {
      problems.add(new Problem("login", "Enter an e-mail address, like name@example.com"));
    }
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      problems.add(new Problem("name", "Enter a name of up to " + LONGEST_NAME + " characters"));
    }
    if (problems.isEmpty() && address.isPresent()) {
      String password = Passwords.generate(identities);
      Account account =
          new Account(identities.next(), address.get().person(), name, roles, true, true);
      if (accounts.add(account, passwords.hash(password))) {
        log.info("account={} added", account.id());
        new Secret("The first password of " + name, account.login().toString(), password)
            .carry(flash);
        return new ModelAndView("redirect:/accounts");
      }
      problems.add(new Problem("login", "There is an account of that name already"));
    }
    return pages.refuse(
        request, "account-new", "Add an account", form(login, name, roles), problems);
  }

  @GetMapping("/{id}")
  ModelAndView one(
      @PathVariable String id, HttpServletRequest request, Authentication authentication) {
    Account account = find(id);
    return pages.show(
        request, "account-edit", account.name(), edit(account, authentication, request));
  }

  private static AccountEditPage edit(
      Account account, Authentication authentication, HttpServletRequest request) {
    return new AccountEditPage(
        "/accounts/" + account.id(),
        account.login().toString(),
        account.name(),
        state(account),
        account.active(),
        isSelf(account, authentication),
        form("", "", account.roles()).roles(),
        Secret.shown(request));
  }

  @PostMapping("/{id}/roles")
  ModelAndView setRoles(
      @PathVariable String id,
      HttpServletRequest request,
      Authentication authentication,
      RedirectAttributes flash) {
    Account account = find(id);
    Set<Role> roles = roles(request);
    if (isSelf(account, authentication) && !roles.contains(Role.ADMINISTRATOR)) {
      return refuse(
          account,
          "roles",
          "Ask another administrator to take this role from you",
          authentication,
          request);
    }
    accounts.setRoles(account.id(), roles);
    log.info("account={} roles={}", account.id(), roles);
    return back(account, Note.success("The roles are saved", "They count from now on."), flash);
  }

  @PostMapping("/{id}/switch-{to:on|off}")
  ModelAndView setActive(
      @PathVariable String id,
      @PathVariable String to,
      HttpServletRequest request,
      Authentication authentication,
      RedirectAttributes flash) {
    Account account = find(id);
    boolean active = to.equals("on");
    if (!active && isSelf(account, authentication)) {
      return refuse(
          account,
          "active",
          "Ask another administrator to switch your account off",
          authentication,
          request);
    }
    accounts.setActive(account.id(), active);
    log.info("account={} active={}", account.id(), active);
    return back(
        account,
        active
            ? Note.success("The account is switched on", "They can sign in again.")
            : Note.success("The account is switched off", "They are signed out everywhere."),
        flash);
  }

  @PostMapping("/{id}/reset")
  ModelAndView reset(
      @PathVariable String id,
      HttpServletRequest request,
      Authentication authentication,
      RedirectAttributes flash) {
    Account account = find(id);
    if (isSelf(account, authentication)) {
      // It would end this session before the password could be shown.
      return refuse(
          account, "roles", "Change your own password under Your account", authentication, request);
    }
    String password = Passwords.generate(identities);
    accounts.setPassword(account.id(), passwords.hash(password), true);
    log.info("account={} password reset", account.id());
    new Secret("The new password of " + account.name(), account.login().toString(), password)
        .carry(flash);
    return new ModelAndView("redirect:/accounts/" + account.id());
  }

  private ModelAndView refuse(
      Account account,
      String field,
      String text,
      Authentication authentication,
      HttpServletRequest request) {
    return pages.refuse(
        request,
        "account-edit",
        account.name(),
        edit(account, authentication, request),
        List.of(new Problem(field, text)));
  }

  private static ModelAndView back(Account account, Note note, RedirectAttributes flash) {
    flash.addFlashAttribute(Note.KEY, note);
    return new ModelAndView("redirect:/accounts/" + account.id());
  }

  private Account find(String id) {
    UUID wanted = Ids.parse(id);
    return accounts.all().stream()
        .filter(account -> account.id().equals(wanted))
        .findFirst()
        .orElseThrow(Missing::new);
  }

  private static boolean isSelf(Account account, Authentication authentication) {
    return account.id().equals(ConsoleSecurity.person(authentication).account().id());
  }

  private static Set<Role> roles(HttpServletRequest request) {
    String[] asked = request.getParameterValues("roles");
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : asked == null ? new String[0] : asked) {
      Arrays.stream(Role.values()).filter(role -> role.wireName().equals(name)).forEach(roles::add);
    }
    return roles;
  }

  private static String typed(HttpServletRequest request, String name) {
    String text = request.getParameter(name);
    return text == null ? "" : text.strip();
  }
}
