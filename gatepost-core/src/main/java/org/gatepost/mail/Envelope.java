package org.gatepost.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who a message comes from and who it goes to, as SMTP says it. Routing trusts this and never the
 * headers.
 *
 * @param recipients at least one; an address named twice is kept once, where it was first
 */
public record Envelope(
    ReversePath reversePath, MailParameters parameters, List<Recipient> recipients) {
  public Envelope {
    Map<Address, Recipient> distinct = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      distinct.putIfAbsent(recipient.address(), recipient);
    }
    recipients = List.copyOf(distinct.values());
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("An envelope has no recipient.");
    }
  }

  public static Envelope of(ReversePath from, List<Address> to) {
    return new Envelope(from, MailParameters.none(), to.stream().map(Recipient::of).toList());
  }

  public List<Address> addresses() {
    return recipients.stream().map(Recipient::address).toList();
  }

  /** The same message to other recipients. */
  public Envelope to(List<Recipient> others) {
    return new Envelope(reversePath, parameters, others);
  }
}
