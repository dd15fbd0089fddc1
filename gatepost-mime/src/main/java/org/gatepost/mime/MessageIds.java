package org.gatepost.mime;

import java.util.ArrayList;
import java.util.List;

/** Message ids in a field value (RFC 5322 section 3.6.4). */
final class MessageIds {
  /** A thread with more ids than this has lost its beginning anyway. */
  private static final int MOST = 1000;

  private MessageIds() {}

  /** Each with its angle brackets; words without any get them. */
  static List<String> in(String value) {
    List<String> ids = new ArrayList<>();
    int at = value.indexOf('<');
    while (at >= 0 && ids.size() < MOST) {
      int end = value.indexOf('>', at);
      if (end < 0) {
        break;
      }
      String id = value.substring(at + 1, end).strip();
      if (!id.isEmpty()) {
        ids.add("<" + id + ">");
      }
      at = value.indexOf('<', end);
    }
    if (ids.isEmpty()) {
      for (String word : value.split("[\\s,<>]+", MOST)) {
        if (word.indexOf('@') > 0) {
          ids.add("<" + word + ">");
        }
      }
    }
    return ids;
  }
}
