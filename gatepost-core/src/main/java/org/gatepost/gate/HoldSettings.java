package org.gatepost.gate;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.gatepost.audience.Organisation;
import org.gatepost.mail.Address;

/**
 * How mail is held.
 *
 * @param organisation whose mail it is
 * @param patience how long a hold waits for a person before it expires
 * @param console where the console's pages are reached, without a final slash
 * @param reviewers who is told of mail that waits for a second person, asked each time
 * @param zone for dates in mails to staff
 */
public record HoldSettings(
    Organisation organisation,
    Duration patience,
    URI console,
    Supplier<List<Address>> reviewers,
    ZoneId zone) {}
