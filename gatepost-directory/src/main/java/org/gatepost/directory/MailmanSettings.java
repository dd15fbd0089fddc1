package org.gatepost.directory;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The REST interface of a Mailman 3 core.
 *
 * @param url with its version, as {@code http://127.0.0.1:8001/3.1}
 * @param caFile PEM certificates to trust in place of the machine's own
 * @param timeout for connecting and for each answer
 */
public record MailmanSettings(
    URI url,
    String user,
    Password password,
    Optional<Path> caFile,
    Duration timeout,
    Limits limits) {
  /**
   * What may be taken into memory.
   *
   * @param page lists asked for at once
   * @param lists in all; more end the reading
   * @param answer octets of one answer
   */
  public record Limits(int page, int lists, int answer) {}

  /** The same with answers expected sooner, for somebody who waits. */
  public MailmanSettings within(Duration shorter) {
    return new MailmanSettings(
        url, user, password, caFile, timeout.compareTo(shorter) < 0 ? timeout : shorter, limits);
  }
}
