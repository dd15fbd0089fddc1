package org.gatepost.inspect;

/**
 * What shows a finding, in words without content.
 *
 * @param text masked
 */
public record Evidence(String text) {
  public static Evidence of(String text) {
    return new Evidence(text);
  }
}
