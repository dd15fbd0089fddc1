package org.gatepost.app.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.app.config.Configuration.StartTls;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.directory.LdapSettings;
import org.gatepost.directory.MailmanSettings;
import org.gatepost.directory.Password;

/** Reads the keys of directories that live elsewhere, and checks what they say together. */
final class SourcesReader {
  private static final int MAILMAN_ANSWER = 16 << 20;

  private final Settings settings;
  private final Problems problems;

  SourcesReader(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  Optional<LdapSettings> ldap() {
    Optional<Path> caFile = file(DirectoryKeys.LDAP_CA);
    Optional<Password> password =
        password(DirectoryKeys.LDAP_PASSWORD_FILE, DirectoryKeys.LDAP_PASSWORD_ENV);
    Optional<String> name = settings.find(DirectoryKeys.LDAP_BIND_DN);
    Optional<LdapUrl> url = settings.find(DirectoryKeys.LDAP_URL);
    Optional<String> base = settings.find(DirectoryKeys.LDAP_BASE);
    together(
        DirectoryKeys.LDAP_BIND_DN, name.isPresent(),
        DirectoryKeys.LDAP_PASSWORD_FILE, password.isPresent());
    if (url.isEmpty()) {
      missing(DirectoryKeys.ldap(), DirectoryKeys.LDAP_URL);
      return Optional.empty();
    }
    if (base.isEmpty()) {
      problems.add(
          settings.origin(DirectoryKeys.LDAP_URL),
          "directory.ldap.url: needs directory.ldap.base, such as dc=city,dc=example");
    }
    boolean startTls = settings.get(DirectoryKeys.LDAP_START_TLS) == StartTls.REQUIRED;
    if (name.isPresent() && !url.get().tls() && !startTls && !url.get().endpoint().isLoopback()) {
      problems.add(
          settings.origin(DirectoryKeys.LDAP_BIND_DN),
          "directory.ldap.bind-dn: a password only travels over TLS; set directory.ldap.start-tls"
              + " to required, or use ldaps://");
    }
    return Optional.of(
        new LdapSettings(
            url.get().endpoint().host(),
            url.get().endpoint().port(),
            url.get().tls(),
            startTls,
            caFile,
            name.flatMap(dn -> password.map(secret -> new LdapSettings.Login(dn, secret))),
            base.orElse(""),
            filters(),
            new LdapSettings.Attributes(
                settings.get(DirectoryKeys.LDAP_ADDRESS),
                settings.get(DirectoryKeys.LDAP_NAME),
                settings.get(DirectoryKeys.LDAP_MEMBERS)),
            settings.get(DirectoryKeys.LDAP_TIMEOUT),
            new LdapSettings.Limits(
                settings.get(DirectoryKeys.LDAP_PAGE_SIZE),
                settings.get(DirectoryKeys.LDAP_MAX_ENTRIES),
                Math.toIntExact(settings.get(DirectoryKeys.LDAP_MAX_ENTRY_SIZE)))));
  }

  private Map<Kind, String> filters() {
    Map<Kind, String> filters = new EnumMap<>(Kind.class);
    Map.of(
            Kind.PERSON, DirectoryKeys.LDAP_PEOPLE,
            Kind.GROUP, DirectoryKeys.LDAP_GROUPS,
            Kind.QUEUE, DirectoryKeys.LDAP_QUEUES,
            Kind.ROLE, DirectoryKeys.LDAP_ROLES,
            Kind.PARTNER, DirectoryKeys.LDAP_PARTNERS)
        .forEach((kind, key) -> settings.get(key).ifPresent(filter -> filters.put(kind, filter)));
    return filters;
  }

  Optional<MailmanSettings> mailman() {
    Optional<Path> caFile = file(DirectoryKeys.MAILMAN_CA);
    Optional<Password> password =
        password(DirectoryKeys.MAILMAN_PASSWORD_FILE, DirectoryKeys.MAILMAN_PASSWORD_ENV);
    Optional<String> user = settings.find(DirectoryKeys.MAILMAN_USER);
    Optional<URI> url = settings.find(DirectoryKeys.MAILMAN_URL);
    together(
        DirectoryKeys.MAILMAN_USER, user.isPresent(),
        DirectoryKeys.MAILMAN_PASSWORD_FILE, password.isPresent());
    if (url.isEmpty()) {
      missing(DirectoryKeys.mailman(), DirectoryKeys.MAILMAN_URL);
      return Optional.empty();
    }
    Origin origin = settings.origin(DirectoryKeys.MAILMAN_URL);
    if (user.isEmpty() && password.isEmpty()) {
      problems.add(
          origin,
          "directory.mailman.url: needs directory.mailman.user and"
              + " directory.mailman.password-file");
    }
    boolean here =
        Endpoint.parse(url.get().getHost() + ":1").filter(Endpoint::isLoopback).isPresent();
    if (!"https".equals(url.get().getScheme()) && !here) {
      problems.add(origin, "directory.mailman.url: a password only travels over TLS; use https://");
    }
    return user.flatMap(
        name ->
            password.map(
                secret ->
                    new MailmanSettings(
                        url.get(),
                        name,
                        secret,
                        caFile,
                        settings.get(DirectoryKeys.MAILMAN_TIMEOUT),
                        new MailmanSettings.Limits(
                            settings.get(DirectoryKeys.MAILMAN_PAGE_SIZE),
                            settings.get(DirectoryKeys.MAILMAN_MAX_LISTS),
                            MAILMAN_ANSWER))));
  }

  private Optional<Password> password(Key<Path> inFile, Key<String> inVariable) {
    file(inFile);
    return Secrets.of(settings, inFile, inVariable, problems)
        .map(
            secret ->
                () ->
                    secret
                        .fetch()
                        .orElseThrow(
                            () ->
                                new IOException(
                                    "there is no password in " + inFile.name() + " (or -env)")));
  }

  private Optional<Path> file(Key<Path> key) {
    Optional<Path> file = settings.find(key);
    file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
        .ifPresent(
            path ->
                problems.add(
                    settings.origin(key),
                    key.name()
                        + (Files.exists(path) ? ": cannot be read: " : ": no such file: ")
                        + path));
    return file;
  }

  private void missing(List<Key<?>> keys, Key<?> url) {
    keys.stream()
        .filter(settings::isGiven)
        .findFirst()
        .ifPresent(
            key ->
                problems.add(
                    settings.origin(key),
                    key.name() + ": given, but " + url.name() + " is missing"));
  }

  private void together(Key<?> one, boolean first, Key<?> other, boolean second) {
    if (first && !second) {
      problems.add(settings.origin(one), one.name() + ": given without " + other.name());
    } else if (second && !first) {
      problems.add(settings.origin(other), other.name() + ": given without " + one.name());
    }
  }
}
