package org.gatepost.mail;

import java.util.List;
import java.util.Optional;

/**
 * The header fields of a message or part, in the order in which they stand, each with its place in
 * the octets so that a change can be spliced in and everything else stays as it is.
 */
public record Headers(List<Field> fields) {
  /**
   * One header field (RFC 5322 section 2.2), or a line among them that is none.
   *
   * @param name as written, without the colon; empty for a line that is no field
   * @param value unfolded, otherwise as written: encoded words are not decoded
   * @param start offset of the first octet of the name in the message
   * @param end offset behind the line end of the field's last line
   */
  public record Field(String name, String value, long start, long end) {
    public boolean isNamed(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  public Headers {
    fields = List.copyOf(fields);
  }

  public static Headers none() {
    return new Headers(List.of());
  }

  /** The first field of that name. */
  public Optional<Field> first(String name) {
    for (Field field : fields) {
      if (field.isNamed(name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** Every field of that name, from the top. */
  public List<Field> all(String name) {
    return fields.stream().filter(field -> field.isNamed(name)).toList();
  }
}
