package org.gatepost.inspect;

import org.gatepost.audience.Audience;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Message;

/** All that detectors and policy may look at. */
public record Outgoing(
    Submission submission, Envelope envelope, Audience audience, Message message) {}
