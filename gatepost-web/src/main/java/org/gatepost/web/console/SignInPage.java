package org.gatepost.web.console;

/**
 * The page to sign in.
 *
 * @param signedOut true after signing out
 * @param login what was typed before; empty at first
 */
public record SignInPage(boolean signedOut, String login) {}
