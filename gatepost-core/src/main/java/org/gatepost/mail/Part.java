package org.gatepost.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of the MIME tree (RFC 2045, RFC 2046).
 *
 * @param headers the part's own header fields; those of the message at the root
 * @param mediaType such as {@code text/plain}, lower case, without parameters
 * @param charset the declared character set of a text part
 * @param fileName decoded (RFC 2231, RFC 2047)
 * @param attachment true when it is shown as a file and not as text
 * @param bodyStart offset of the first octet of the body in the message
 * @param bodyEnd offset behind the last octet of the body
 * @param body the octets with the transfer encoding undone; of a multipart, the raw octets
 * @param children the parts of a multipart, or the one message in a message/rfc822
 */
public record Part(
    Headers headers,
    String mediaType,
    Optional<String> charset,
    Optional<String> fileName,
    boolean attachment,
    long bodyStart,
    long bodyEnd,
    Body body,
    List<Part> children) {
  /** Opens a part's decoded octets. */
  @FunctionalInterface
  public interface Body {
    InputStream open() throws IOException;
  }

  public Part {
    children = List.copyOf(children);
  }

  /** This part and all below it, from the top. */
  public Stream<Part> walk() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(Part::walk));
  }

  public boolean isText() {
    return mediaType.startsWith("text/");
  }

  public boolean isMultipart() {
    return mediaType.startsWith("multipart/");
  }
}
