package org.gatepost.web.console;

import java.util.Optional;

/**
 * The words and files of a held message.
 *
 * @param message empty when the octets are no message that could be read
 */
public record HeldMessagePage(String base, String subject, Optional<MessageView> message) {}
