package org.gatepost.account;

import java.util.Set;
import java.util.UUID;
import org.gatepost.mail.Address;

/**
 * One of the staff.
 *
 * @param login their address; what they sign in with and whose mail they see
 * @param mustChangePassword true until a password that somebody else set is replaced
 */
public record Account(
    UUID id,
    Address login,
    String name,
    Set<Role> roles,
    boolean mustChangePassword,
    boolean active) {
  public Account {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
