package org.gatepost.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.audience.Directory.Kind;

/** A real slapd with a database in a folder of its own. */
public final class SlapdServer implements AutoCloseable {
  public static final String BASE = "dc=city,dc=example";
  public static final String ADMIN = "cn=gatepost," + BASE;
  public static final String PASSWORD = "correct horse";

  private final PeerProgram program;
  private final int port;
  private final int tlsPort;
  private final Path certificate;

  private SlapdServer(PeerProgram program, int port, int tlsPort, Path certificate) {
    this.program = program;
    this.port = port;
    this.tlsPort = tlsPort;
    this.certificate = certificate;
  }

  /**
   * Starts one.
   *
   * @param entries in LDIF, below {@link #BASE}
   * @param certificateFor the name in its certificate
   */
  public static SlapdServer start(Path home, String entries, String certificateFor)
      throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("db"));
    Path certificate = home.resolve("cert.pem");
    Path key = home.resolve("key.pem");
    PeerProgram.run(
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=Test",
            "-addext",
            "subjectAltName=" + certificateFor,
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString()));
    Path configuration = home.resolve("slapd.conf");
    Files.writeString(configuration, configuration(home, certificate, key));
    Path ldif = home.resolve("entries.ldif");
    Files.writeString(ldif, top() + entries);
    String slapd = PeerProgram.file("/usr/sbin/slapd").toString();
    PeerProgram.run(
        List.of(slapd, "-T", "a", "-q", "-f", configuration.toString(), "-l", ldif.toString()));
    int port = FreePort.find();
    int tlsPort = FreePort.find();
    String urls = "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + tlsPort + "/";
    PeerProgram program =
        PeerProgram.start(
            home.resolve("slapd.log"),
            List.of(slapd, "-d", "0", "-f", configuration.toString(), "-h", urls));
    program.await("slapd listens", () -> FreePort.answers(port) && FreePort.answers(tlsPort));
    return new SlapdServer(program, port, tlsPort, certificate);
  }

  private static String configuration(Path home, Path certificate, Path key) {
    return """
    include %1$s/core.schema
    include %1$s/cosine.schema
    include %1$s/inetorgperson.schema
    attributetype ( 1.3.6.1.4.1.32473.1 NAME 'proxyAddresses'
      EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
    attributetype ( 1.3.6.1.4.1.32473.2 NAME 'mailAlternateAddress'
      EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
    modulepath %2$s
    moduleload back_mdb
    TLSCertificateFile %3$s
    TLSCertificateKeyFile %4$s
    database mdb
    maxsize 268435456
    suffix "%5$s"
    rootdn "%6$s"
    rootpw "%7$s"
    directory %8$s/db
    access to * by users read by anonymous auth
    """
        .formatted(
            PeerProgram.file("/etc/ldap/schema"),
            PeerProgram.file("/usr/lib/ldap"),
            certificate,
            key,
            BASE,
            ADMIN,
            PASSWORD,
            home);
  }

  private static String top() {
    return """
    dn: %s
    objectClass: dcObject
    objectClass: organization
    dc: city
    o: City

    """
        .formatted(BASE);
  }

  public int port() {
    return port;
  }

  int tlsPort() {
    return tlsPort;
  }

  Path certificate() {
    return certificate;
  }

  /** How it is asked without TLS. */
  LdapSettings settings() {
    return settings(port, false, false, Optional.empty(), PASSWORD);
  }

  LdapSettings settings(
      int at, boolean tls, boolean startTls, Optional<Path> trusted, String password) {
    return new LdapSettings(
        "127.0.0.1",
        at,
        tls,
        startTls,
        trusted,
        Optional.of(new LdapSettings.Login(ADMIN, () -> password)),
        BASE,
        Map.of(
            Kind.PERSON, "(objectClass=inetOrgPerson)",
            Kind.GROUP, "(objectClass=groupOfNames)",
            Kind.ROLE, "(objectClass=organizationalRole)",
            Kind.QUEUE, "(&(objectClass=applicationProcess)(ou=queue))",
            Kind.PARTNER, "(&(objectClass=organization)(businessCategory=partner))"),
        new LdapSettings.Attributes(
            List.of("mail", "mailAlternateAddress", "proxyAddresses"),
            List.of("displayName", "cn", "o"),
            List.of("member", "uniqueMember")),
        Duration.ofSeconds(5),
        new LdapSettings.Limits(7, 10_000, 1 << 20));
  }

  void kill() {
    program.kill(port);
  }

  void freeze() throws IOException, InterruptedException {
    program.freeze();
  }

  @Override
  public void close() throws IOException {
    program.close();
  }
}
