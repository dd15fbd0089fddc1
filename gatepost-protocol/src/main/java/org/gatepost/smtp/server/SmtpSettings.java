package org.gatepost.smtp.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the listener is set up.
 *
 * @param hostName what we call ourselves in the greeting and in {@code Received}
 */
public record SmtpSettings(
    String hostName,
    List<Endpoint> endpoints,
    Access access,
    Limits limits,
    Timeouts timeouts,
    LineEnds lineEnds,
    Storage storage) {
  public SmtpSettings {
    endpoints = List.copyOf(endpoints);
  }

  /**
   * Where to listen.
   *
   * @param implicitTls true when clients begin with TLS (RFC 8314), false when with a greeting
   */
  public record Endpoint(InetSocketAddress address, boolean implicitTls) {}

  /**
   * Who may do what by where they come from.
   *
   * @param relay who may send without having authenticated
   * @param proxies who must begin with a PROXY protocol header
   * @param xclients who must name the client by XCLIENT
   */
  public record Access(List<Network> relay, List<Network> proxies, List<Network> xclients) {
    public Access {
      relay = List.copyOf(relay);
      proxies = List.copyOf(proxies);
      xclients = List.copyOf(xclients);
    }

    /** Only this machine may relay, and there are no proxies. */
    public static Access loopbackOnly() {
      return new Access(Network.LOOPBACK, List.of(), List.of());
    }
  }

  /**
   * What a client may use up.
   *
   * @param connections at one time, all clients together
   * @param connectionsPerClient at one time, from one address (IPv6: one /64)
   * @param transactions begun on one connection
   * @param recipients of one message
   * @param messageSize in octets
   * @param headerSize all header fields together, in octets; less than what the reader of messages
   *     takes, because our Received field comes on top and what was taken must stay readable
   * @param headerLine one line of the header, in octets
   * @param receivedFields how many servers may have had the message before it is a loop
   * @param commandLine in octets with CRLF; AUTH has the 12,288 of RFC 4954
   * @param badCommands wrong ones in one connection before it is closed
   */
  public record Limits(
      int connections,
      int connectionsPerClient,
      int transactions,
      int recipients,
      long messageSize,
      int headerSize,
      int headerLine,
      int receivedFields,
      int commandLine,
      int badCommands) {
    public static Limits defaults() {
      return new Limits(
          2_000, 500, 10_000, 10_000, 100_000_000, 4 << 20, 512 << 10, 100, 4_096, 20);
    }
  }

  /**
   * How long a client may take (RFC 5321 section 4.5.3.2).
   *
   * @param preamble the PROXY header and the TLS handshake
   * @param command one whole command line
   * @param dataBlock between two pieces of content
   * @param content the whole content of one message
   * @param write our replies, until the client has room for them
   */
  public record Timeouts(
      Duration preamble, Duration command, Duration dataBlock, Duration content, Duration write) {
    public static Timeouts defaults() {
      return new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(3),
          Duration.ofHours(1),
          Duration.ofMinutes(2));
    }
  }

  /** What to do with a CR or LF that stands alone. */
  public enum LineEnds {
    /** Refuse the message. */
    STRICT,
    /** Make CRLF of it before dots are looked at; only a true CRLF.CRLF ends the content. */
    NORMALISE
  }

  /**
   * Where content is kept while it is judged.
   *
   * @param folder for what does not stay in memory; files in it have no name
   * @param perMessage octets of one message that stay in memory
   * @param altogether octets of all messages that stay in memory
   * @param kept octets of one message that are kept at all; what follows is read and dropped
   */
  public record Storage(Path folder, int perMessage, long altogether, long kept) {
    public static Storage in(Path folder) {
      return new Storage(folder, 256 << 10, 128L << 20, Long.MAX_VALUE);
    }

    /** For who reads the beginning of messages alone. */
    public Storage keeping(long octets) {
      return new Storage(folder, perMessage, altogether, octets);
    }
  }
}
