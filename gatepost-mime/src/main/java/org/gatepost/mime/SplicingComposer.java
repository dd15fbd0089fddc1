package org.gatepost.mime;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatepost.delivery.Composer;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Letter;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Recipient;

/**
 * Makes messages by splicing: header fields are put in, taken out and replaced among the octets of
 * the original, and every other octet stays as it came. What it returns from a message reads that
 * message's content, which must stay open.
 */
public final class SplicingComposer implements Composer {
  private final OwnMail ownMail;

  /**
   * @param sender who our own letters come from
   * @param organisation whose Gatepost this is, as shown to people
   */
  public SplicingComposer(NamedAddress sender, String organisation, InstantSource clock) {
    this.ownMail = new OwnMail(sender, organisation, clock);
  }

  @Override
  public List<Obstacle> obstacles(Message message, Set<Address> people) throws IOException {
    return ObstacleSearch.search(message, people);
  }

  @Override
  public Content copy(Message message, Recipient recipient, UUID id, Instant released)
      throws IOException {
    return IndividualCopy.of(message, recipient.address(), id, released);
  }

  @Override
  public Content readdressed(
      Message message, Set<Address> removed, Map<Address, Address> corrected, boolean dropBcc) {
    return new Readdressed(removed, corrected, dropBcc).apply(message);
  }

  @Override
  public Correction corrected(Message message, Map<Address, Address> corrected) throws IOException {
    return Corrected.of(message, corrected);
  }

  @Override
  public Content letter(Letter letter) {
    return ownMail.letter(letter);
  }

  @Override
  public Content report(Message original, Address to, List<Delivery.Result> failed, UUID id)
      throws IOException {
    return ownMail.report(original, to, failed, id);
  }
}
