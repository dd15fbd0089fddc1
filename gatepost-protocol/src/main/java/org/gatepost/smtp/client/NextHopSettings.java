package org.gatepost.smtp.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the next hop is reached.
 *
 * @param hostName what we call ourselves in EHLO
 * @param authorities PEM file of the certificate authorities to trust; without it the runtime's
 * @param login to authenticate with, if the next hop wants it
 * @param connections at one time
 * @param chunking send by BDAT where it is offered, which saves a round trip a message
 * @param capabilitiesFor how long what was heard in EHLO is believed
 */
public record NextHopSettings(
    NextHopAddress address,
    String hostName,
    Optional<Path> authorities,
    Optional<Login> login,
    int connections,
    boolean chunking,
    Duration capabilitiesFor,
    Timeouts timeouts) {

  /** A login at the next hop; only ever used over TLS or on this machine. */
  public record Login(String user, Password password) {
    /**
     * A login whose password is the first line of a file.
     *
     * @param file read at each connection, so that a new password needs no restart
     */
    public Login(String user, Path file) {
      this(user, () -> Files.readString(file).stripTrailing());
    }
  }

  /** Where a password is kept; asked at each connection. */
  @FunctionalInterface
  public interface Password {
    String read() throws IOException;
  }

  /**
   * How long the next hop may take for each step, and how long connections are waited for and kept.
   * Where a client waits for the same answer the defaults are a little below those of RFC 5321
   * section 4.5.3.2: it is still there to hear that the next hop took too long.
   *
   * @param turn to wait for a free connection
   * @param connect to each of its addresses
   * @param greeting until 220, and for EHLO, TLS and AUTH each
   * @param command for MAIL, RCPT
   * @param dataBegin for 354
   * @param dataBlock to take one block of content
   * @param dataEnd for the final answer
   * @param idle that a connection is kept for the next transaction
   * @param unused that a transaction may leave its connection unused while others wait for one
   */
  public record Timeouts(
      Duration turn,
      Duration connect,
      Duration greeting,
      Duration command,
      Duration dataBegin,
      Duration dataBlock,
      Duration dataEnd,
      Duration idle,
      Duration unused) {
    public static Timeouts defaults() {
      return new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(4),
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(8),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1));
    }
  }

  public static NextHopSettings of(NextHopAddress address, String hostName) {
    return new NextHopSettings(
        address,
        hostName,
        Optional.empty(),
        Optional.empty(),
        100,
        false,
        Duration.ofMinutes(5),
        Timeouts.defaults());
  }
}
