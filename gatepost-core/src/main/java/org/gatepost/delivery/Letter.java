package org.gatepost.delivery;

import java.util.UUID;
import org.gatepost.mail.Address;

/**
 * A mail of ours to one of the staff. Sent from the null reverse path with Auto-Submitted (RFC
 * 3834).
 *
 * @param id its Message-ID is made from it
 * @param text plain text, LF line ends
 * @param html the same words as HTML
 */
public record Letter(UUID id, Address to, String subject, String text, String html) {}
