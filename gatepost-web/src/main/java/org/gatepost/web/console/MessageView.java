package org.gatepost.web.console;

import java.util.List;

/**
 * A message as plain words: never as live HTML, and nothing of it is fetched from anywhere.
 *
 * @param text what its reader would read; shortened when {@code cut}
 * @param fromHtml true when there was only HTML, of which the words are shown
 */
public record MessageView(
    List<Line> headers, String text, boolean fromHtml, boolean cut, List<Attachment> attachments) {
  /** A header field as a mail program shows it. */
  public record Line(String name, String value) {}

  /** A file that hangs on the message. */
  public record Attachment(String name, String type, String size) {}

  public MessageView {
    headers = List.copyOf(headers);
    attachments = List.copyOf(attachments);
  }
}
