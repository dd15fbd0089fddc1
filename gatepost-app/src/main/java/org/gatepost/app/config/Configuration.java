package org.gatepost.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.Directory;
import org.gatepost.audience.DirectoryIndex;
import org.gatepost.correspondence.CaseReferences;
import org.gatepost.directory.LdapSettings;
import org.gatepost.directory.MailmanSettings;
import org.gatepost.mail.Address;
import org.gatepost.policy.Policy;

/** Everything that the configuration says, checked and typed. */
public record Configuration(
    org.gatepost.audience.Organisation organisation,
    Directory directory,
    Sources sources,
    AliasTable aliases,
    Correspondence correspondence,
    Optional<NextHop> nextHop,
    Listen listen,
    Smtp smtp,
    Optional<Database> database,
    Hold hold,
    Notices notices,
    Console console,
    Delivery delivery,
    Duration auditKeep,
    Policy policy) {

  /**
   * Where the directory comes from.
   *
   * @param written the CSV files
   * @param remarks what was passed over in the alias files
   * @param readTimeout for each source in all
   * @param acceptLoss true when a source may lose any part of what it held
   */
  public record Sources(
      DirectoryIndex written,
      List<Problem> remarks,
      Optional<LdapSettings> ldap,
      Optional<MailmanSettings> mailman,
      Duration refresh,
      Duration readTimeout,
      boolean acceptLoss) {
    /** True when a part of the directory lives elsewhere. */
    public boolean areElsewhere() {
      return ldap.isPresent() || mailman.isPresent();
    }
  }

  /** TLS on a connection that began without it. */
  public enum StartTls {
    NONE,
    REQUIRED
  }

  /** STARTTLS towards the next hop. */
  public enum TlsUse {
    NONE,
    OPPORTUNISTIC,
    REQUIRED
  }

  /** What happens to a CR or LF that stands alone. */
  public enum BareLineEnds {
    REFUSE,
    NORMALISE
  }

  /**
   * Where mail is handed over.
   *
   * @param caFile trusted certificates in place of the machine's
   * @param connections at once, for mail that is passed on directly
   */
  public record NextHop(
      SmtpUrl url,
      TlsUse tls,
      Optional<Path> caFile,
      Optional<Credentials> credentials,
      int connections,
      Timeouts timeouts) {}

  /**
   * How long the next hop may take.
   *
   * @param greeting also for EHLO, TLS and AUTH each
   * @param command for MAIL and RCPT each
   * @param dataBegin until it asks for the content
   * @param dataBlock to accept one piece of the content
   * @param dataEnd until its final answer
   */
  public record Timeouts(
      Duration connect,
      Duration greeting,
      Duration command,
      Duration dataBegin,
      Duration dataBlock,
      Duration dataEnd) {}

  /**
   * What is learned from mail.
   *
   * @param retention how long what was not seen again is remembered
   * @param inboundNetworks whose mail servers may copy incoming mail here
   */
  public record Correspondence(
      CaseReferences caseReferences, Duration retention, List<Network> inboundNetworks) {}

  /** A user name, and where the password is kept. */
  public record Credentials(String username, Secret password) {}

  /** Where the program listens; empty is switched off. */
  public record Listen(
      Optional<Endpoint> smtp,
      Optional<Endpoint> smtps,
      Optional<Endpoint> milter,
      Optional<Endpoint> inbound,
      Optional<Endpoint> http) {}

  /**
   * The SMTP listener.
   *
   * @param hostname empty: the machine's name
   * @param maxMessageSize in octets
   */
  public record Smtp(
      Optional<String> hostname,
      List<Network> relayNetworks,
      Optional<Tls> tls,
      List<Network> proxyPeers,
      List<Network> xclientPeers,
      long maxMessageSize,
      int maxRecipients,
      int maxConnections,
      BareLineEnds bareLineEnds) {}

  /** A certificate chain and its key, PEM files. */
  public record Tls(Path certificateFile, Path keyFile) {}

  /** A PostgreSQL server of one's own. */
  public record Database(String url, Optional<String> user, Optional<Secret> password) {}

  /**
   * Held mail.
   *
   * @param patience until a hold that waits for a person is cancelled
   * @param keep how long the record of an ended hold is kept
   */
  public record Hold(Duration patience, Duration keep) {}

  /** Mail that Gatepost itself writes. */
  public record Notices(Optional<Address> from, List<Address> reviewers) {}

  /**
   * The console.
   *
   * @param url empty: where it listens
   */
  public record Console(
      Optional<URI> url, ZoneId timeZone, boolean secureCookies, List<Network> trustedProxies) {}

  /**
   * What Gatepost has taken and hands over later.
   *
   * @param connections at once
   */
  public record Delivery(Duration giveUpAfter, int connections) {}

  /** The same with a directory that is made of more than the CSV files. */
  public Configuration with(Directory complete) {
    return new Configuration(
        organisation,
        complete,
        sources,
        aliases,
        correspondence,
        nextHop,
        listen,
        smtp,
        database,
        hold,
        notices,
        console,
        delivery,
        auditKeep,
        policy);
  }
}
