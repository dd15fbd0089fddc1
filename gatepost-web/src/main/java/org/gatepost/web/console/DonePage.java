package org.gatepost.web.console;

/** What was done, said without saying to what. */
public record DonePage(String title, String text) {}
