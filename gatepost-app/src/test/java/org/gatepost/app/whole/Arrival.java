package org.gatepost.app.whole;

import java.util.List;
import java.util.Locale;

/**
 * One message as it came over the wire.
 *
 * @param mail what followed {@code MAIL FROM:}, parameters included
 * @param rcpt what followed each accepted {@code RCPT TO:}
 * @param content the content as the sender meant it: transparency dots taken off
 * @param session numbers the connection it came in by
 */
record Arrival(String mail, List<String> rcpt, Octets content, int session) {

  String from() {
    return path(mail);
  }

  /** The bare addresses in lower case. */
  List<String> recipients() {
    return rcpt.stream().map(text -> path(text).toLowerCase(Locale.ROOT)).toList();
  }

  private static String path(String argument) {
    return argument.substring(argument.indexOf('<') + 1, argument.indexOf('>'));
  }

  @Override
  public String toString() {
    return "MAIL FROM:" + mail + " RCPT TO:" + rcpt + "\n" + content;
  }
}
