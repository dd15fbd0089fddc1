package org.gatepost.web.console;

/**
 * The form to change one's own password.
 *
 * @param first true when somebody else set the present one
 * @param shortest how many characters a new one has at least
 */
public record PasswordPage(String login, boolean first, int shortest) {}
