package org.gatepost.directory;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.mail.Address;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A copy of a source as JSON. Its first members say which version of the format it is and of which
 * settings it is the copy. Cut anywhere it is no JSON any more.
 */
final class CopyFormat {
  static final int VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private CopyFormat() {}

  static void write(OutputStream out, Copies.Copy copy, String settings) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("format", VERSION);
      json.writeStringProperty("settings", settings);
      json.writeStringProperty("read-at", copy.readAt().toString());
      json.writeNumberProperty("passed-over", copy.listing().passedOver());
      json.writeArrayPropertyStart("entries");
      copy.listing().entries().forEach(entry -> entry(json, entry));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void entry(JsonGenerator json, Entry entry) {
    json.writeStartObject();
    json.writeStringProperty("address", entry.address().toString());
    json.writeStringProperty("name", entry.name());
    json.writeStringProperty("kind", entry.kind().name());
    json.writeStringProperty("note", entry.note());
    json.writeBooleanProperty("settled", entry.settled());
    entry.readers().ifPresent(readers -> json.writeNumberProperty("readers", readers));
    json.writeEndObject();
  }

  /**
   * Reads one.
   *
   * @return empty when it is of another version or other settings, or holds what is no entry
   * @throws tools.jackson.core.JacksonException when it is no JSON, or ends early
   */
  static Optional<Copies.Copy> read(InputStream in, String settings) {
    Optional<Instant> readAt = Optional.empty();
    int passedOver = 0;
    List<Entry> entries = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "format" -> {
            if (json.getValueAsInt() != VERSION) {
              return Optional.empty();
            }
          }
          case "settings" -> {
            if (!json.getValueAsString("").equals(settings)) {
              return Optional.empty();
            }
          }
          case "read-at" -> readAt = instant(json.getValueAsString(""));
          case "passed-over" -> passedOver = json.getValueAsInt();
          case "entries" -> {
            while (json.nextToken() == JsonToken.START_OBJECT) {
              Optional<Entry> entry = entry(json);
              if (entry.isEmpty()) {
                return Optional.empty();
              }
              entries.add(entry.get());
            }
          }
          default -> json.skipChildren();
        }
      }
    }
    Listing listing = new Listing(entries, passedOver);
    return readAt.map(at -> new Copies.Copy(at, listing));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Entry> entry(JsonParser json) {
    Optional<Address> address = Optional.empty();
    Optional<Kind> kind = Optional.empty();
    String name = "";
    String note = "";
    boolean settled = false;
    OptionalInt readers = OptionalInt.empty();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "address" -> address = Address.parse(json.getValueAsString(""));
        case "name" -> name = json.getValueAsString("");
        case "kind" -> kind = kind(json.getValueAsString(""));
        case "note" -> note = json.getValueAsString("");
        case "settled" -> settled = json.getValueAsBoolean();
        case "readers" -> readers = OptionalInt.of(json.getValueAsInt());
        default -> json.skipChildren();
      }
    }
    if (address.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Entry(address.get(), name, kind.get(), note, settled, readers));
  }

  private static Optional<Kind> kind(String name) {
    return List.of(Kind.values()).stream().filter(kind -> kind.name().equals(name)).findFirst();
  }
}
