package org.gatepost.web.console;

import java.util.Optional;

/**
 * One message as one recipient would get it.
 *
 * @param source where its octets can be had
 * @param link the page that a notice of ours links to; empty for other mail
 * @param message empty when the octets are no message that could be read
 */
public record KeptPage(
    String source,
    String link,
    String subject,
    String sender,
    String recipient,
    String at,
    Optional<MessageView> message) {}
