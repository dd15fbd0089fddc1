package org.gatepost.web.console;

/**
 * A state in a word, as a coloured label.
 *
 * @param colour one of GOV.UK Frontend's tag colours
 */
public record Tag(String text, String colour) {
  public String cssClass() {
    return "govuk-tag govuk-tag--" + colour;
  }
}
