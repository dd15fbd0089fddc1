package org.gatepost.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.audience.Directory.Kind;

/**
 * An LDAP server and what to read there.
 *
 * @param tls TLS from the first octet
 * @param startTls TLS before anything else is said; without effect when {@code tls}
 * @param caFile PEM certificates to trust in place of the machine's own
 * @param login empty: anonymous
 * @param base where the search begins
 * @param filters by kind; a kind without one is not read
 * @param timeout for connecting and for each answer
 */
public record LdapSettings(
    String host,
    int port,
    boolean tls,
    boolean startTls,
    Optional<Path> caFile,
    Optional<Login> login,
    String base,
    Map<Kind, String> filters,
    Attributes attributes,
    Duration timeout,
    Limits limits) {
  /** Who asks. */
  public record Login(String dn, Password password) {}

  /**
   * Where in an entry things stand; the first of several names counts, all of several addresses.
   *
   * @param members of a group; their values are counted
   */
  public record Attributes(List<String> address, List<String> name, List<String> members) {
    public Attributes {
      address = List.copyOf(address);
      name = List.copyOf(name);
      members = List.copyOf(members);
    }
  }

  /**
   * What may be taken into memory.
   *
   * @param page entries asked for at once (RFC 2696)
   * @param entries in all; more end the reading
   * @param entrySize octets of one entry with all its values
   */
  public record Limits(int page, int entries, int entrySize) {}

  public LdapSettings {
    filters = Map.copyOf(filters);
  }

  /** The same with answers expected sooner, for somebody who waits. */
  public LdapSettings within(Duration shorter) {
    return new LdapSettings(
        host,
        port,
        tls,
        startTls,
        caFile,
        login,
        base,
        filters,
        attributes,
        timeout.compareTo(shorter) < 0 ? timeout : shorter,
        limits);
  }
}
