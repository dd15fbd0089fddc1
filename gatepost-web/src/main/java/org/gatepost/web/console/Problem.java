package org.gatepost.web.console;

/**
 * Something that a person must put right in a form.
 *
 * @param field id of the field that it is about
 * @param text says what to do
 */
public record Problem(String field, String text) {}
