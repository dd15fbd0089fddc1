package org.gatepost.inspect;

import java.io.IOException;
import java.util.List;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;

/** Finds the addresses that a message's text names. */
@FunctionalInterface
public interface Mentions {
  /**
   * An address in the text.
   *
   * @param where in words, such as “the text”
   * @param quoted true when it stands only in what somebody else wrote before
   */
  record Mention(Address address, String where, boolean quoted) {}

  /**
   * What was found.
   *
   * @param mentions each address once, in order of first mention
   * @param complete false when there was more than is looked at
   */
  record Found(List<Mention> mentions, boolean complete) {
    public Found {
      mentions = List.copyOf(mentions);
    }
  }

  /** Reads texts, plain and HTML, with the links in them, and visiting cards. */
  Found read(Message message) throws IOException;
}
