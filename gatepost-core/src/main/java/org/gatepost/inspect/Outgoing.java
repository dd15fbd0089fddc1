package org.gatepost.inspect;

import org.gatepost.audience.Audience;
import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Message;

/** All that detectors and policy may look at. */
public record Outgoing(
    Submission submission,
    Envelope envelope,
    Audience audience,
    Background background,
    Message message) {
  /** What earlier mail taught about the people of this message. */
  public Recollection recollection() {
    return background.recollection();
  }
}
