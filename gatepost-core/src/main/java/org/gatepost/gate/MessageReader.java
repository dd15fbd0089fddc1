package org.gatepost.gate;

import java.io.IOException;
import org.gatepost.mail.Content;
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

    /**
     * These octets will never be a message that can be judged: no header at all, nested too deep,
     * too many parts.
     *
     * @param because for the sender, one plain sentence
     */
    record NotAMessage(String because) implements Reading {}
  }
}
