package org.gatepost.web.console;

/**
 * The page to sign in.
 *
 * @param signedOut true after signing out
 */
public record SignInPage(boolean signedOut) {}
