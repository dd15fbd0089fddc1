package org.gatepost.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.TreeMap;
import javax.net.ssl.SSLSocketFactory;
import org.gatepost.audience.Directory.Kind;

/**
 * People, groups, queues, roles and partners from an LDAP server (RFC 4511), page by page (RFC
 * 2696). The server's certificate is checked against its name. Referrals are not followed.
 */
public final class LdapSource implements DirectorySource {
  /** Those that an administrator's own filter chose come first: their word counts more. */
  private static final List<Kind> ORDER =
      List.of(
          Kind.PARTNER,
          Kind.QUEUE,
          Kind.ROLE,
          Kind.PUBLIC_LIST,
          Kind.LIST,
          Kind.GROUP,
          Kind.PERSON);

  private final LdapSettings settings;

  public LdapSource(LdapSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "ldap";
  }

  @Override
  public String identity() {
    return String.join(
        "\n",
        settings.host() + ":" + settings.port(),
        settings.login().map(LdapSettings.Login::dn).orElse(""),
        settings.base(),
        new TreeMap<>(settings.filters()).toString(),
        settings.attributes().toString());
  }

  @Override
  public Reading read() {
    try (LDAPConnection connection = connected()) {
      LdapEntries found = new LdapEntries(settings.attributes(), settings.limits().entries());
      for (Kind kind : ORDER) {
        String filter = settings.filters().get(kind);
        if (filter != null) {
          pages(connection, filter, found, kind);
        }
      }
      if (found.isTooMany()) {
        return new Reading.Failed(
            "it holds more than " + settings.limits().entries() + " entries (max-entries)");
      }
      return new Reading.Complete(new Listing(found.entries(), found.passedOver()));
    } catch (LDAPException refused) {
      return new Reading.Failed(sentence(refused));
    } catch (IOException | GeneralSecurityException unusable) {
      return new Reading.Failed(String.valueOf(unusable.getMessage()));
    }
  }

  private LDAPConnection connected() throws LDAPException, IOException, GeneralSecurityException {
    SSLSocketFactory tls =
        new NameCheckingSockets(TrustedTls.of(settings.caFile()).getSocketFactory());
    LDAPConnection connection =
        settings.tls() ? new LDAPConnection(tls, options()) : new LDAPConnection(options());
    try {
      connection.connect(settings.host(), settings.port());
      if (settings.startTls() && !settings.tls()) {
        var answer = connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
        if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
          throw new LDAPException(answer.getResultCode(), "the server does not offer StartTLS");
        }
      }
      if (settings.login().isPresent()) {
        LdapSettings.Login login = settings.login().get();
        connection.bind(login.dn(), login.password().fetch());
      }
      return connection;
    } catch (LDAPException | IOException unusable) {
      connection.close();
      throw unusable;
    }
  }

  private LDAPConnectionOptions options() {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    int millis = Math.toIntExact(settings.timeout().toMillis());
    options.setConnectTimeoutMillis(millis);
    options.setResponseTimeoutMillis(millis);
    options.setMaxMessageSize(settings.limits().entrySize());
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    options.setFollowReferrals(false);
    options.setUseSynchronousMode(true);
    options.setUseSchema(false);
    return options;
  }

  private void pages(LDAPConnection connection, String filter, LdapEntries found, Kind kind)
      throws LDAPException {
    LdapEntries.OfKind into = found.of(kind);
    SearchRequest search =
        new SearchRequest(
            into, settings.base(), SearchScope.SUB, filter, into.wanted().toArray(String[]::new));
    ASN1OctetString cookie = null;
    do {
      search.setControls(new SimplePagedResultsControl(settings.limits().page(), cookie, false));
      SearchResult page = connection.search(search);
      SimplePagedResultsControl more = SimplePagedResultsControl.get(page);
      cookie = more == null ? null : more.getCookie();
    } while (!found.isTooMany() && cookie != null && cookie.getValueLength() > 0);
  }

  /** What is at the heart of it: the library puts its sentences into one another. */
  private static String sentence(LDAPException refused) {
    Throwable root = refused;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String said = String.valueOf(root.getMessage()).replaceFirst("(?s), ldapSDKVersion=.*", "");
    return refused.getResultCode().getName() + ": " + WrittenAddress.name(said);
  }
}
