package org.gatepost.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Message;
import org.gatepost.mail.Recipient;

/** Makes messages: copies and corrected versions of a message that came in, and mail of our own. */
public interface Composer {
  /** Why a message cannot be sent as individual copies. */
  record Obstacle(String where, String because) {}

  /**
   * Looks for anything that would show one recipient's address to another although each gets a copy
   * of their own: addresses in text, attachments or kept headers, encryption, protected headers
   * (RFC 9788).
   *
   * @param people everyone who would get a copy
   * @return empty when the message can be split
   */
  List<Obstacle> obstacles(Message message, Set<Address> people) throws IOException;

  /**
   * The copy for one recipient. The same arguments give the same octets.
   *
   * @param id of the copy, from which its Message-ID is made
   * @param released when it was decided to send it; the copy's Date when the message has none (RFC
   *     5322 section 3.6 requires one)
   */
  Content copy(Message message, Recipient recipient, UUID id, Instant released) throws IOException;

  /**
   * The message with other recipients in its headers; every other octet stays.
   *
   * @param removed taken out of To, Cc and Bcc
   * @param corrected old address to new one
   * @param dropBcc takes the Bcc fields out
   */
  Content readdressed(
      Message message, Set<Address> removed, Map<Address, Address> corrected, boolean dropBcc)
      throws IOException;

  /** What became of a wish to correct addresses. */
  sealed interface Correction {
    /**
     * It is done.
     *
     * @param content reads the message's content, which must stay open
     */
    record Made(Content content) implements Correction {}

    /** It cannot be done everywhere, so nothing was done. */
    record NotPossible(List<Obstacle> obstacles) implements Correction {}
  }

  /**
   * The message with other addresses in its headers and in its texts, plain and HTML, wherever they
   * stand there; every other octet stays.
   *
   * @param corrected old address to new one
   */
  Correction corrected(Message message, Map<Address, Address> corrected) throws IOException;

  /** A mail of ours. */
  Content letter(Letter letter);

  /** A delivery status notification (RFC 3464, RFC 6522) about recipients that failed. */
  Content report(Message original, Address to, List<Delivery.Result> failed, UUID id)
      throws IOException;
}
