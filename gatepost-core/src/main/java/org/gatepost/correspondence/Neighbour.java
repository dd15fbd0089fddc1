package org.gatepost.correspondence;

import org.gatepost.mail.Address;

/**
 * A known address that is spelled like another one.
 *
 * @param address the known one
 * @param distance see {@link Closeness}
 * @param uses how often it was written to (by the sender or by the organisation, as asked)
 * @param senders how many different people inside wrote to it, counted up to {@link Standing#MANY}
 */
public record Neighbour(Address address, int distance, int uses, int senders) {}
