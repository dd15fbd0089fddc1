package org.gatepost.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gatepost.app.config.Configuration.TlsUse;

/** The keys below {@code next-hop}: where mail is handed over to, and how. */
final class NextHopKeys {
  static final Key<SmtpUrl> URL =
      Key.optional(
          "next-hop.url",
          Types.SMTP_URL,
          "The mail server that mail is handed over to: smtp://host:port, or smtps://host:port for"
              + " TLS from the start. May be written as `next-hop: smtp://host:port`. Left out:"
              + " trial mode, in which nothing is sent.");
  static final Key<TlsUse> TLS =
      Key.of(
          "next-hop.tls",
          Types.oneOf(TlsUse.class),
          TlsUse.OPPORTUNISTIC,
          "STARTTLS towards the next hop: never, when it is offered (the certificate is then not"
              + " checked), or always with a valid certificate. Without effect on smtps://, which"
              + " always has a valid certificate.");
  static final Key<Path> CA =
      Key.optional(
          "next-hop.ca-file",
          Types.PATH,
          "PEM file with the certificates that the next hop's certificate is checked against, in"
              + " place of the machine's own.");
  static final Key<String> USERNAME =
      Key.optional(
          "next-hop.username",
          Types.TEXT,
          "User name for SMTP AUTH at the next hop, over TLS only.");
  static final Key<Path> PASSWORD_FILE =
      Key.optional(
          "next-hop.password-file", Types.PATH, "File whose first line is the password for it.");
  static final Key<String> PASSWORD_ENV =
      Key.optional(
          "next-hop.password-env",
          Types.VARIABLE,
          "Environment variable that holds the password, in place of a file.");
  static final Key<Integer> CONNECTIONS =
      Key.of(
          "next-hop.connections",
          Types.count(1, 10_000),
          100,
          "How many connections to the next hop may be open at once for mail that is passed on"
              + " directly. A client has one from its first recipient to the end of its message,"
              + " but loses it to others who wait when it says nothing for a second.");

  static final Key<Duration> TIMEOUT_CONNECT =
      timeout("connect", Duration.ofSeconds(10), "How long a connection to it may take.");
  static final Key<Duration> TIMEOUT_GREETING =
      timeout(
          "greeting",
          Duration.ofMinutes(1),
          "How long the next hop may take to greet, and for each step up to the first MAIL: EHLO,"
              + " STARTTLS, AUTH.");
  static final Key<Duration> TIMEOUT_COMMAND =
      timeout(
          "command",
          Duration.ofMinutes(4),
          "How long it may take for each answer to MAIL and RCPT. A client gives Gatepost five"
              + " minutes for the same and should still be there to hear that it was too long.");
  static final Key<Duration> TIMEOUT_DATA_BEGIN =
      timeout(
          "data-begin",
          Duration.ofMinutes(1),
          "How long it may take to ask for the content (354).");
  static final Key<Duration> TIMEOUT_DATA_BLOCK =
      timeout(
          "data-block",
          Duration.ofMinutes(3),
          "How long it may take to accept one piece of the content, 64 KB or less.");
  static final Key<Duration> TIMEOUT_DATA_END =
      timeout(
          "data-end",
          Duration.ofMinutes(8),
          "How long it may take for the final answer. When none comes, nobody knows whether it has"
              + " the message: the client is told to try again and the message may arrive twice, so"
              + " do not be hasty here.");

  private NextHopKeys() {}

  /** Every key, in the order of the reference. */
  static List<Key<?>> all() {
    return List.of(
        URL,
        TLS,
        CA,
        USERNAME,
        PASSWORD_FILE,
        PASSWORD_ENV,
        CONNECTIONS,
        TIMEOUT_CONNECT,
        TIMEOUT_GREETING,
        TIMEOUT_COMMAND,
        TIMEOUT_DATA_BEGIN,
        TIMEOUT_DATA_BLOCK,
        TIMEOUT_DATA_END);
  }

  private static Key<Duration> timeout(String step, Duration standard, String description) {
    return Key.of(
        "next-hop.timeouts." + step,
        Types.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
        standard,
        description);
  }
}
