package org.gatepost.gate;

import java.io.IOException;
import java.util.Optional;
import org.gatepost.mail.Content;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;

/** Octets to message. */
public interface MessageReader {
  /**
   * Reads the structure of a message. The content stays open and belongs to the message when it
   * could be read, to the caller otherwise.
   *
   * @throws IOException when the octets cannot be read from where they are kept
   */
  Reading read(Content content) throws IOException;

  /** How reading ended. */
  sealed interface Reading {
    record Read(Message message) implements Reading {}

    /** There is no message to judge, and reading the same octets again ends the same way. */
    sealed interface Unread extends Reading {
      /** For the sender, one plain sentence. */
      String because();
    }

    /** These octets are no message: nothing at all, or no header. */
    record NotAMessage(String because) implements Unread {}

    /**
     * A message that is not taken apart to its end: nested too deep, too many parts.
     *
     * @param heading empty when it is the message's own header that goes beyond
     */
    record BeyondLimits(String because, Optional<Heading> heading) implements Unread {}
  }
}
