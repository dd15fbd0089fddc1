package org.gatepost.web.console;

/**
 * The form that asks an officer why.
 *
 * @param minutes how long the reason holds
 * @param alsoSender true when they have mail of their own to go back to
 */
public record OfficersReasonPage(long minutes, boolean alsoSender, String typed) {}
