package org.gatepost.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;

/**
 * That a message showed a list.
 *
 * @param address of the list
 * @param name what it calls itself, perhaps empty
 * @param archive where its archive is, perhaps no web address
 * @param when the message came in, or its date when it was kept
 */
public record ListSighting(Address address, String name, Optional<String> archive, Instant when) {
  /** A longer name or address of an archive is cut: enough of it is left to tell which it is. */
  public static final int LONGEST = 500;

  public ListSighting {
    when = when.isBefore(Instant.EPOCH) ? Instant.EPOCH : when;
    name = cut(name);
    archive = archive.map(ListSighting::cut);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(LONGEST, text.length()));
  }

  /** What a message's header says of lists; one for each address of the list. */
  public static List<ListSighting> of(Message message, Instant when) {
    return ListSigns.of(message).stream()
        .flatMap(
            signs ->
                signs.addresses().stream()
                    .map(one -> new ListSighting(one, signs.name(), signs.archive(), when)))
        .toList();
  }
}
