package org.gatepost.audience;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;

/** Messages of which only header fields matter. */
public final class ListMail {
  private ListMail() {}

  /** A message with these fields, each as {@code Name: value}. */
  public static Message with(String... fields) {
    Headers headers =
        new Headers(
            Arrays.stream(fields)
                .map(field -> field.split(": ", 2))
                .map(pair -> new Headers.Field(pair[0], pair[1], 0, 0))
                .toList());
    Content content = Content.of(new byte[0]);
    Part root =
        new Part(
            headers,
            "text/plain",
            Optional.empty(),
            Optional.empty(),
            false,
            0,
            0,
            content::open,
            List.of());
    return new Message(content, headers, Heading.empty(), root);
  }
}
