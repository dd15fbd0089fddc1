package org.gatepost.mail;

/**
 * An address with the name shown beside it.
 *
 * @param name decoded (RFC 2047), empty when there is none
 */
public record NamedAddress(String name, Address address) {
  public static NamedAddress of(Address address) {
    return new NamedAddress("", address);
  }
}
