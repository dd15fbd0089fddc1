package org.gatepost.inspect;

import java.io.IOException;
import org.gatepost.mail.Message;
import org.gatepost.recipient.Wording;

/** Reads what people read in a message. */
@FunctionalInterface
public interface Prose {
  /** Characters that are read at most; mistakes show at the top. */
  int LONGEST = Wording.LONGEST;

  /**
   * The text, without its formatting, lines kept, at most {@link #LONGEST} characters; empty when
   * there is none.
   */
  String of(Message message) throws IOException;
}
