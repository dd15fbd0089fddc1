package org.gatepost.mail;

/**
 * A message as it was read: the octets are the truth, the rest says where to find things in them.
 * Its owner closes it, which closes the content.
 */
public record Message(Content content, Headers headers, Heading heading, Part root)
    implements AutoCloseable {
  @Override
  public void close() {
    content.close();
  }
}
