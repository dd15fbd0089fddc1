package org.gatepost.web;

import java.security.Principal;
import org.gatepost.account.Account;
import org.gatepost.account.Role;
import org.gatepost.mail.Address;

/**
 * Who somebody proved to be, as their account stands at this very request. However they proved it
 * (a local password today), this is all that pages ever see of it.
 */
public record SignedIn(Account account) implements Principal {
  public Address login() {
    return account.login();
  }

  public boolean is(Role role) {
    return account.is(role);
  }

  /** True when both addresses are one mailbox. */
  public boolean isMe(Address other) {
    return account.login().person().equals(other.person());
  }

  @Override
  public String getName() {
    return account.login().toString();
  }
}
