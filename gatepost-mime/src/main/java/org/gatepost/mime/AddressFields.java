package org.gatepost.mime;

import java.util.Locale;
import java.util.Optional;
import org.gatepost.mail.Addressee.Place;
import org.gatepost.mail.Headers;

/** Which header fields name the readers of a message. */
final class AddressFields {
  private AddressFields() {}

  /** The place in which a field names readers, if it does. */
  static Optional<Place> place(Headers.Field field) {
    return switch (field.name().toLowerCase(Locale.ROOT)) {
      case "to", "resent-to", "apparently-to" -> Optional.of(Place.TO);
      case "cc", "resent-cc" -> Optional.of(Place.CC);
      case "bcc", "resent-bcc" -> Optional.of(Place.BCC);
      default -> Optional.empty();
    };
  }
}
