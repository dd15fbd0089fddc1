package org.gatepost.inspect;

import java.time.Instant;
import java.util.Optional;
import org.gatepost.mail.Address;

/**
 * How a message came to be judged.
 *
 * @param authenticated the address that the client proved to be (SMTP AUTH), if it did
 * @param client the client's network address, empty for a file
 * @param receivedAt when it came; for old mail when it was sent
 * @param trace follows the message through logs and records
 */
public record Submission(
    Optional<Address> authenticated, String client, Instant receivedAt, String trace) {}
