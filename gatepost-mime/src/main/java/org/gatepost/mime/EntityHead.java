package org.gatepost.mime;

import java.util.Locale;
import java.util.Optional;
import org.gatepost.mail.Headers;

/**
 * What a part's header fields say about its body (RFC 2045, RFC 2183).
 *
 * @param type media type and its parameters; {@code text/plain} where none is given or none can be
 *     read
 * @param encoding the content transfer encoding, lower case, empty when none is given
 * @param disposition with its parameters, empty when none is given
 */
record EntityHead(Headers headers, Parameterised type, String encoding, Parameterised disposition) {

  static EntityHead of(Headers headers, String typeByDefault) {
    Parameterised type =
        headers
            .first("Content-Type")
            .map(field -> Parameterised.parse(field.value()))
            .orElseGet(() -> Parameterised.parse(typeByDefault));
    if (!isMediaType(type.value())) {
      type = new Parameterised("text/plain", type.parameters());
    }
    String encoding =
        headers.first("Content-Transfer-Encoding").map(field -> token(field.value())).orElse("");
    Parameterised disposition =
        headers
            .first("Content-Disposition")
            .map(field -> Parameterised.parse(field.value()))
            .orElse(Parameterised.EMPTY);
    return new EntityHead(headers, type, encoding, disposition);
  }

  String mediaType() {
    return type.value();
  }

  /** The boundary between the parts, when this is a multipart that has one. */
  Optional<String> boundary() {
    return mediaType().startsWith("multipart/")
        ? type.parameter("boundary").map(String::stripTrailing).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** True when the body is a message whose octets stand in the outer one as they are. */
  boolean holdsMessage() {
    boolean asIs =
        switch (encoding) {
          case "", "7bit", "8bit", "binary" -> true;
          default -> false;
        };
    return asIs && (mediaType().equals("message/rfc822") || mediaType().equals("message/global"));
  }

  /** What parts are that say nothing of themselves (RFC 2046 section 5.1.5). */
  String childTypeByDefault() {
    return mediaType().equals("multipart/digest") ? "message/rfc822" : "text/plain";
  }

  Optional<String> charset() {
    return type.parameter("charset").map(name -> name.strip().toLowerCase(Locale.ROOT));
  }

  Optional<String> fileName() {
    return disposition.parameter("filename").or(() -> type.parameter("name"));
  }

  boolean isAttachment() {
    if (mediaType().startsWith("multipart/")) {
      return false;
    }
    return disposition.value().equals("attachment")
        || !mediaType().startsWith("text/")
        || fileName().isPresent();
  }

  private static String token(String value) {
    int end = 0;
    while (end < value.length() && value.charAt(end) > ' ' && ";(".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return value.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isMediaType(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && slash < text.length() - 1
        && text.chars().noneMatch(c -> c <= ' ' || c > 126 || c == '"');
  }
}
