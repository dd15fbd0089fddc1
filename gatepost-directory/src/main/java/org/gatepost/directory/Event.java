package org.gatepost.directory;

import java.time.Duration;
import java.time.Instant;
import org.gatepost.mail.Address;

/** Something about a directory that its administrator should hear. */
public sealed interface Event {
  /**
   * A source was read.
   *
   * @param passedOver values that should have been an address and were none
   */
  record Fresh(String source, int addresses, int passedOver) implements Event {}

  /**
   * A source could not be read, or not be believed, and its last known copy is used.
   *
   * @param age of the copy
   */
  record Aged(String source, Instant readAt, Duration age, String because) implements Event {}

  /** The copy of a source could not be written; what is in memory is used all the same. */
  record NotKept(String source, String because) implements Event {}

  /** The administrator's file calls a list private, and the list manager's archive is public. */
  record Contradicted(Address list, String source) implements Event {}

  /** True when somebody should do something about it. */
  default boolean isTrouble() {
    return !(this instanceof Fresh);
  }

  /** One sentence. */
  default String text() {
    return switch (this) {
      case Fresh(String source, int addresses, int passedOver) ->
          "directory."
              + source
              + ": read, "
              + addresses
              + " addresses"
              + (passedOver == 0 ? "" : ", and " + passedOver + " values that are none");
      case Aged(String source, Instant readAt, Duration age, String because) ->
          "directory."
              + source
              + " could not be used ("
              + because
              + "). The last known copy, "
              + words(age)
              + " old ("
              + readAt
              + "), is used instead.";
      case NotKept(String source, String because) ->
          "directory." + source + ": its copy could not be written: " + because;
      case Contradicted(Address list, String source) ->
          "directory.csv calls "
              + list
              + " no public list, and directory."
              + source
              + " says that its archive is public. The file's word counts.";
    };
  }

  private static String words(Duration age) {
    if (age.toDays() > 1) {
      return age.toDays() + " days";
    }
    return age.toHours() > 1 ? age.toHours() + " hours" : Math.max(0, age.toMinutes()) + " minutes";
  }
}
