package org.gatepost.app.replay;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.gatepost.app.check.Spooled;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.mail.Content;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mime.ScanningMessageReader;

/** A place in a unit: the message that comes next, already read, and its date. */
final class Cursor implements AutoCloseable {
  /** What stands at the place. */
  sealed interface Item {
    /** The reader of the item closes the message. */
    record Letter(Message message) implements Item {}

    record Unreadable(String because) implements Item {}

    record BeyondLimits(String because) implements Item {}
  }

  private final Survey.Dated unit;
  private final MessageStream stream;
  private Instant date;
  private Optional<Item> item = Optional.empty();

  Cursor(Survey.Dated unit, MessageStream stream) {
    this.unit = unit;
    this.stream = stream;
    this.date = unit.first();
  }

  /** Goes to the next message; false at the end. */
  boolean advance() throws IOException {
    Optional<Spooled> next = stream.next();
    if (next.isEmpty()) {
      item = Optional.empty();
      return false;
    }
    try (Spooled spooled = next.get()) {
      item =
          Optional.of(
              spooled.isTooLarge()
                  ? new Item.BeyondLimits("is larger than smtp.max-message-size")
                  : read(spooled.content()));
    }
    return true;
  }

  private Item read(Content content) throws IOException {
    return switch (new ScanningMessageReader().read(content)) {
      case Reading.Read(Message message) -> {
        date = message.heading().date().orElse(date);
        yield new Item.Letter(message);
      }
      case Reading.NotAMessage(String because) -> {
        content.close();
        yield new Item.Unreadable(because);
      }
      case Reading.BeyondLimits(String because, var heading) -> {
        content.close();
        date = heading.flatMap(Heading::date).orElse(date);
        yield new Item.BeyondLimits(because);
      }
    };
  }

  /** Takes the item at the place. */
  Item take() {
    Item taken = item.orElseThrow();
    item = Optional.empty();
    return taken;
  }

  /** The date of the item; one without a date has its predecessor's. */
  Instant date() {
    return date;
  }

  Survey.Dated unit() {
    return unit;
  }

  @Override
  public void close() throws IOException {
    item.ifPresent(
        left -> {
          if (left instanceof Item.Letter(Message message)) {
            message.close();
          }
        });
    stream.close();
  }
}
