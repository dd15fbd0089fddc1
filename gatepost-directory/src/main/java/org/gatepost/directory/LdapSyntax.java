package org.gatepost.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;

/** Whether what an administrator wrote is what LDAP calls it. */
public final class LdapSyntax {
  private LdapSyntax() {}

  /** A search filter (RFC 4515). */
  public static boolean isFilter(String text) {
    try {
      Filter.create(text);
      return true;
    } catch (LDAPException malformed) {
      return false;
    }
  }

  /** A distinguished name (RFC 4514). */
  public static boolean isName(String text) {
    return DN.isValidDN(text);
  }
}
