package org.gatepost.app.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.app.config.Configuration.Credentials;
import org.gatepost.app.config.Configuration.TlsUse;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.DirectoryIndex;
import org.gatepost.audience.Organisation;
import org.gatepost.mail.Domain;
import org.gatepost.policy.Policy;

/** Makes typed parts from single settings, and checks what two of them say together. */
final class ConfigurationReader {
  private final Settings settings;
  private final Problems problems;

  ConfigurationReader(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  Loading read() {
    Set<Domain> freemail = FreemailDomains.with(settings.get(Keys.ORGANISATION_FREEMAIL));
    DirectoryIndex written = written(freemail);
    AliasTable aliases = aliases();
    Policy policy = new PolicyReader(problems).read(settings.policy());
    Configuration configuration =
        new Configuration(
            organisation(freemail),
            written,
            sources(written),
            aliases,
            new Configuration.Correspondence(
                new CasePatterns(settings.get(Keys.CASE_REFERENCES)),
                settings.get(Keys.CORRESPONDENCE_RETENTION),
                settings.get(Keys.CORRESPONDENCE_INBOUND_NETWORKS)),
            nextHop(),
            listen(),
            smtp(),
            database(),
            new Configuration.Hold(settings.get(Keys.HOLD_WAIT), settings.get(Keys.HOLD_KEEP)),
            new Configuration.Notices(
                settings.find(Keys.NOTICES_FROM), settings.get(Keys.NOTICES_REVIEWERS)),
            console(),
            new Configuration.Delivery(
                settings.get(Keys.DELIVERY_GIVE_UP), settings.get(Keys.DELIVERY_CONNECTIONS)),
            settings.get(Keys.AUDIT_KEEP),
            policy);
    return problems.isEmpty()
        ? new Loading.Loaded(configuration, settings)
        : new Loading.Refused(problems.all());
  }

  private Organisation organisation(Set<Domain> freemail) {
    List<Domain> domains = settings.get(Keys.ORGANISATION_DOMAINS);
    return new Organisation(
        settings.get(Keys.ORGANISATION_NAME),
        new HashSet<>(domains),
        freemail,
        PublicSuffixes::registrable);
  }

  private Configuration.Sources sources(DirectoryIndex written) {
    SourcesReader elsewhere = new SourcesReader(settings, problems);
    return new Configuration.Sources(
        written,
        problems.remarks(),
        elsewhere.ldap(),
        elsewhere.mailman(),
        settings.get(DirectoryKeys.REFRESH),
        settings.get(DirectoryKeys.READ_TIMEOUT),
        settings.get(DirectoryKeys.ACCEPT_LOSS));
  }

  private DirectoryIndex written(Set<Domain> freemail) {
    DirectoryReader reader = new DirectoryReader(problems);
    for (Path file : settings.get(Keys.DIRECTORY_CSV)) {
      reader.file(file, settings.origin(Keys.DIRECTORY_CSV));
    }
    return reader.directory(freemail);
  }

  private AliasTable aliases() {
    AliasReader reader = new AliasReader(problems);
    for (Path file : settings.get(Keys.DIRECTORY_ALIASES)) {
      reader.file(file, settings.origin(Keys.DIRECTORY_ALIASES));
    }
    return reader.table();
  }

  private void readable(Key<?> key, Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      String what = Files.exists(file) ? "cannot be read: " : "no such file: ";
      problems.add(settings.origin(key), key.name() + ": " + what + file);
    }
  }

  private Optional<Path> file(Key<Path> key) {
    Optional<Path> file = settings.find(key);
    file.ifPresent(path -> readable(key, path));
    return file;
  }

  private Optional<Secret> secret(Key<Path> inFile, Key<String> inVariable) {
    file(inFile);
    return Secrets.of(settings, inFile, inVariable, problems);
  }

  private Optional<Configuration.NextHop> nextHop() {
    Optional<Path> caFile = file(NextHopKeys.CA);
    Optional<Secret> password = secret(NextHopKeys.PASSWORD_FILE, NextHopKeys.PASSWORD_ENV);
    Optional<String> username = settings.find(NextHopKeys.USERNAME);
    together(NextHopKeys.USERNAME, NextHopKeys.PASSWORD_FILE, username, password);
    Optional<SmtpUrl> url = settings.find(NextHopKeys.URL);
    TlsUse tls = settings.get(NextHopKeys.TLS);
    if (url.isEmpty()) {
      NextHopKeys.all().stream()
          .filter(settings::isGiven)
          .findFirst()
          .ifPresent(
              key ->
                  problems.add(
                      settings.origin(key), key.name() + ": given, but next-hop.url is missing"));
    } else if (username.isPresent()
        && tls != TlsUse.REQUIRED
        && !url.get().implicitTls()
        && !url.get().endpoint().isLoopback()) {
      problems.add(
          settings.origin(NextHopKeys.USERNAME),
          "next-hop.username: a password only travels over TLS; set next-hop.tls to required, or"
              + " use smtps://");
    }
    return url.map(
        to ->
            new Configuration.NextHop(
                to,
                tls,
                caFile,
                username.flatMap(name -> password.map(secret -> new Credentials(name, secret))),
                settings.get(NextHopKeys.CONNECTIONS),
                timeouts()));
  }

  private Configuration.Timeouts timeouts() {
    return new Configuration.Timeouts(
        settings.get(NextHopKeys.TIMEOUT_CONNECT),
        settings.get(NextHopKeys.TIMEOUT_GREETING),
        settings.get(NextHopKeys.TIMEOUT_COMMAND),
        settings.get(NextHopKeys.TIMEOUT_DATA_BEGIN),
        settings.get(NextHopKeys.TIMEOUT_DATA_BLOCK),
        settings.get(NextHopKeys.TIMEOUT_DATA_END));
  }

  /** Two keys of which each needs the other. */
  private void together(Key<?> one, Key<?> other, Optional<?> first, Optional<?> second) {
    if (first.isPresent() && second.isEmpty()) {
      problems.add(settings.origin(one), one.name() + ": given without " + other.name());
    } else if (second.isPresent() && first.isEmpty()) {
      problems.add(settings.origin(other), other.name() + ": given without " + one.name());
    }
  }

  private Configuration.Listen listen() {
    Map<Endpoint, Key<?>> taken = new HashMap<>();
    for (Key<Optional<Endpoint>> key :
        List.of(
            Keys.LISTEN_SMTP,
            Keys.LISTEN_SMTPS,
            Keys.LISTEN_MILTER,
            Keys.LISTEN_INBOUND,
            Keys.LISTEN_HTTP)) {
      settings
          .get(key)
          .filter(at -> at.port() != 0)
          .ifPresent(
              at -> {
                Key<?> other = taken.putIfAbsent(at, key);
                if (other != null) {
                  problems.add(
                      settings.origin(key), key.name() + ": " + at + " is also " + other.name());
                }
              });
    }
    if (settings.get(Keys.LISTEN_INBOUND).isPresent()
        && settings.get(Keys.ORGANISATION_DOMAINS).isEmpty()) {
      problems.add(
          settings.origin(Keys.LISTEN_INBOUND),
          "listen.inbound: needs organisation.domains, or nobody can tell who is one of you");
    }
    return new Configuration.Listen(
        settings.get(Keys.LISTEN_SMTP),
        settings.get(Keys.LISTEN_SMTPS),
        settings.get(Keys.LISTEN_MILTER),
        settings.get(Keys.LISTEN_INBOUND),
        settings.get(Keys.LISTEN_HTTP));
  }

  private Configuration.Smtp smtp() {
    Optional<Path> certificate = file(Keys.SMTP_TLS_CERTIFICATE);
    Optional<Path> key = file(Keys.SMTP_TLS_KEY);
    together(Keys.SMTP_TLS_CERTIFICATE, Keys.SMTP_TLS_KEY, certificate, key);
    if (certificate.isEmpty() && settings.get(Keys.LISTEN_SMTPS).isPresent()) {
      problems.add(
          settings.origin(Keys.LISTEN_SMTPS),
          "listen.smtps: needs smtp.tls.certificate-file and smtp.tls.key-file");
    }
    Optional<String> hostname = settings.find(Keys.SMTP_HOSTNAME);
    if (hostname.isPresent() && !Endpoint.isHostName(Domain.of(hostname.get()).name())) {
      problems.add(
          settings.origin(Keys.SMTP_HOSTNAME),
          "smtp.hostname: expected a host name, found '" + Words.clip(hostname.get()) + "'");
    }
    return new Configuration.Smtp(
        hostname,
        settings.get(Keys.SMTP_RELAY_NETWORKS),
        certificate.flatMap(chain -> key.map(secret -> new Configuration.Tls(chain, secret))),
        settings.get(Keys.SMTP_PROXY_PEERS),
        settings.get(Keys.SMTP_XCLIENT_PEERS),
        settings.get(Keys.SMTP_MAX_MESSAGE_SIZE),
        settings.get(Keys.SMTP_MAX_RECIPIENTS),
        settings.get(Keys.SMTP_MAX_CONNECTIONS),
        settings.get(Keys.SMTP_BARE_LINE_ENDS));
  }

  private Optional<Configuration.Database> database() {
    Optional<Secret> password = secret(Keys.DATABASE_PASSWORD_FILE, Keys.DATABASE_PASSWORD_ENV);
    Optional<String> url = settings.find(Keys.DATABASE_URL);
    if (url.isEmpty()) {
      List.of(Keys.DATABASE_USER, Keys.DATABASE_PASSWORD_FILE, Keys.DATABASE_PASSWORD_ENV).stream()
          .filter(settings::isGiven)
          .findFirst()
          .ifPresent(
              key ->
                  problems.add(
                      settings.origin(key), key.name() + ": given, but database.url is missing"));
    }
    return url.map(
        to -> new Configuration.Database(to, settings.find(Keys.DATABASE_USER), password));
  }

  private Configuration.Console console() {
    var url = settings.find(Keys.CONSOLE_URL);
    return new Configuration.Console(
        url,
        settings.find(Keys.CONSOLE_TIME_ZONE).orElseGet(ZoneId::systemDefault),
        settings
            .find(Keys.CONSOLE_SECURE_COOKIES)
            .orElse(url.map(at -> "https".equals(at.getScheme())).orElse(false)),
        settings.get(Keys.CONSOLE_TRUSTED_PROXIES));
  }
}
