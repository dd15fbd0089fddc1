package org.gatepost.web.console;

/**
 * What went wrong and what to do.
 *
 * @param trace names the request in the log; empty when there is nothing to look up
 */
public record ErrorPage(String title, String text, String advice, String trace) {}
