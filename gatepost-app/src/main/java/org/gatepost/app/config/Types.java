package org.gatepost.app.config;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatepost.app.config.Node.Scalar;
import org.gatepost.app.config.Node.Scalar.Kind;
import org.gatepost.app.config.ScalarType.WrongValueException;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import tools.jackson.core.JsonGenerator;

/** The kinds of value that keys take. */
final class Types {
  private static final Set<Kind> WORD = Set.of(Kind.TEXT);
  private static final Set<Kind> COUNT = Set.of(Kind.NUMBER);
  private static final Set<Kind> COUNT_WITH_UNIT = Set.of(Kind.TEXT, Kind.NUMBER);

  static final ScalarType<String> TEXT =
      word("text", "text", Types::oneLine, Function.identity(), matching("^.+$"));

  static final ScalarType<Domain> DOMAIN =
      word(
          "a domain",
          "a domain such as city.example",
          text ->
              Endpoint.isHostName(Domain.of(text).name()) && !text.matches("[0-9.]+")
                  ? Optional.of(Domain.of(text))
                  : Optional.empty(),
          Domain::name,
          matching("^[^@/ ]+$"));

  static final ScalarType<Address> ADDRESS =
      word(
          "an address",
          "an e-mail address such as anna@city.example",
          Address::parse,
          Address::toString,
          matching("^[^@ ]+@[^@ ]+$"));

  static final ScalarType<Path> PATH =
      new ScalarType<>("a path", "a path", WORD, Types::path, Path::toString, matching("^.+$"));

  static final ScalarType<Network> NETWORK =
      word(
          "a network",
          "a network such as 192.0.2.0/24 or 2001:db8::/32",
          Network::parse,
          Network::toString,
          matching("^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$"));

  static final ScalarType<SmtpUrl> SMTP_URL =
      word(
          "an SMTP URL",
          "smtp://host:port or smtps://host:port",
          SmtpUrl::parse,
          SmtpUrl::toString,
          matching(SmtpUrl.PATTERN));

  static final ScalarType<Optional<Endpoint>> LISTEN =
      word(
          "an address to listen on",
          "host:port such as 127.0.0.1:2525, or off",
          Types::listening,
          at -> at.map(Endpoint::toString).orElse("off"),
          matching("^(off|.+:[0-9]{1,5})$"));

  static final ScalarType<URI> WEB_URL =
      word(
          "a web address",
          "a web address such as https://gatepost.city.example",
          Types::webUrl,
          URI::toString,
          matching("^https?://[^?#]+$"));

  static final ScalarType<String> JDBC_URL =
      word(
          "a JDBC URL",
          "a URL such as jdbc:postgresql://db.city.example/gatepost",
          Types::jdbcUrl,
          Function.identity(),
          matching("^jdbc:postgresql:.+$"));

  static final ScalarType<ZoneId> TIME_ZONE =
      word(
          "a time zone",
          "a time zone such as Europe/London",
          Types::zone,
          ZoneId::getId,
          matching("^.+$"));

  static final ScalarType<String> VARIABLE =
      word(
          "an environment variable",
          "the name of an environment variable",
          text -> text.matches("[A-Za-z_][A-Za-z0-9_]*") ? Optional.of(text) : Optional.empty(),
          Function.identity(),
          matching("^[A-Za-z_][A-Za-z0-9_]*$"));

  static final ScalarType<Pattern> CASE_PATTERN =
      word(
          "a pattern",
          "a regular expression (RE2) of at most 200 characters that matches no empty text, such as"
              + " CP/[0-9]{4}/[0-9]{4}",
          CasePatterns::parse,
          Pattern::pattern,
          matching("^.+$"));

  static final ScalarType<Boolean> TRUTH =
      new ScalarType<>(
          "true or false",
          "true or false",
          Set.of(Kind.BOOLEAN),
          scalar ->
              switch (scalar.text()) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
              },
          Object::toString,
          json -> json.writeStringProperty("type", "boolean"));

  private Types() {}

  static <T> ListType<T> listOf(ScalarType<T> item, String word) {
    return new ListType<>(item, word);
  }

  static ScalarType<Duration> duration(Duration least, Duration most) {
    String wanted = "a duration such as 60s, 15m or 3d";
    return new ScalarType<>(
        "a duration",
        wanted,
        WORD,
        scalar ->
            Durations.parse(scalar.text())
                .map(
                    value ->
                        within(
                            value,
                            value.compareTo(least) < 0 || value.compareTo(most) > 0,
                            Durations.print(least),
                            Durations.print(most))),
        Durations::print,
        matching(Durations.PATTERN));
  }

  static ScalarType<Long> size(long least, long most) {
    return new ScalarType<>(
        "a size",
        "a size such as 100MB",
        COUNT_WITH_UNIT,
        scalar ->
            Sizes.parse(scalar.text())
                .map(
                    value ->
                        within(
                            value,
                            value < least || value > most,
                            Sizes.print(least),
                            Sizes.print(most))),
        Sizes::print,
        json -> {
          json.writeArrayPropertyStart("type");
          json.writeString("string");
          json.writeString("integer");
          json.writeEndArray();
          json.writeStringProperty("pattern", Sizes.PATTERN);
        });
  }

  static ScalarType<Integer> count(int least, int most) {
    return new ScalarType<>(
        "a whole number",
        "a whole number from " + least + " to " + most,
        COUNT,
        scalar ->
            scalar.text().matches("[0-9]{1,9}")
                ? Optional.of(Integer.valueOf(scalar.text()))
                    .filter(value -> value >= least && value <= most)
                : Optional.empty(),
        Object::toString,
        json -> {
          json.writeStringProperty("type", "integer");
          json.writeNumberProperty("minimum", least);
          json.writeNumberProperty("maximum", most);
        });
  }

  /** One word out of several; the constants' names in lower case with hyphens. */
  static <E extends Enum<E>> ScalarType<E> oneOf(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    Function<E, String> print = Types::wireName;
    String wanted = String.join(" or ", constants.stream().map(print).toList());
    return word(
        wanted,
        wanted,
        text -> constants.stream().filter(each -> print.apply(each).equals(text)).findFirst(),
        print,
        json -> {
          json.writeArrayPropertyStart("enum");
          constants.forEach(each -> json.writeString(print.apply(each)));
          json.writeEndArray();
        });
  }

  static String wireName(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  static <T> ScalarType<T> word(
      String word,
      String wanted,
      Function<String, Optional<T>> parse,
      Function<T, String> print,
      Consumer<JsonGenerator> members) {
    return new ScalarType<>(
        word, wanted, WORD, scalar -> oneLine(scalar.text()).flatMap(parse), print, members);
  }

  static Consumer<JsonGenerator> matching(String pattern) {
    return json -> {
      json.writeStringProperty("type", "string");
      json.writeStringProperty("pattern", pattern);
    };
  }

  private static <T> T within(T value, boolean outside, String least, String most) {
    if (outside) {
      throw new WrongValueException("expected from " + least + " to " + most);
    }
    return value;
  }

  private static Optional<String> oneLine(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new WrongValueException("holds a control character");
    }
    return text.isBlank() || text.length() > 1000 ? Optional.empty() : Optional.of(text.strip());
  }

  private static Optional<Path> path(Scalar scalar) {
    if (scalar.text().isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(scalar.origin().folder().resolve(scalar.text()).normalize());
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  private static Optional<Optional<Endpoint>> listening(String text) {
    Optional<Endpoint> at = Endpoint.parse(text);
    return at.isPresent() || text.equals("off") ? Optional.of(at) : Optional.empty();
  }

  private static Optional<URI> webUrl(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean plain =
          url.getHost() != null
              && url.getUserInfo() == null
              && url.getQuery() == null
              && url.getFragment() == null;
      return web && plain ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException notAUrl) {
      return Optional.empty();
    }
  }

  private static Optional<String> jdbcUrl(String text) {
    if (text.matches("(?i).*[?&](password|sslpassword)=.*")) {
      throw new WrongValueException(
          "the password does not belong into the URL; use database.password-file");
    }
    return text.startsWith("jdbc:postgresql:") && text.length() > 16
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
