package org.gatepost.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The message that is sent over and over, each time with a number of its own in subject, Message-ID
 * and body, so that no two are the same and each can be told when it arrives.
 */
final class Letter {
  static final String SENDER = "bench@city.example";
  static final String RECIPIENT = "reader@outside.example";

  private static final byte[] MARK = "gpb-".getBytes(US_ASCII);
  private static final int DIGITS = 10;
  private static final String NUMBER = "gpb-0000000000";
  private static final String[] WORDS =
      """
      the of and to in for is on that by this with council meeting letter about school street \
      please week office housing library garden team report morning service road people notice \
      plan water centre form review update
      """
          .split("\\s+");

  private final byte[] text;
  private final int[] places;

  private Letter(String text) {
    this.text = text.getBytes(US_ASCII);
    List<Integer> found = new ArrayList<>();
    for (int at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + 1)) {
      found.add(at + MARK.length);
    }
    this.places = found.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * A letter to one outside reader and to further people in Cc at the reader's own domain: they
   * know each other, so nothing is held.
   *
   * @param size octets of header and body; long headers make it longer
   */
  static Letter clean(int size, int cc) {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < cc; i++) {
      addresses.add("reader-" + i + "@outside.example");
    }
    return of(size, addresses);
  }

  /** A letter that shows many people of different domains to each other. */
  static Letter open(int size, int cc) {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < cc; i++) {
      addresses.add("family@family-" + i + ".example");
    }
    return of(size, addresses);
  }

  private static Letter of(int size, List<String> cc) {
    StringBuilder text = new StringBuilder();
    text.append("Subject: Figures of the week ").append(NUMBER).append("\r\n");
    text.append("Message-ID: <").append(NUMBER).append("@city.example>\r\n");
    text.append("Date: Mon, 02 Nov 2026 09:00:00 +0000\r\n");
    text.append("From: Bench <").append(SENDER).append(">\r\n");
    text.append("To: Reader <").append(RECIPIENT).append(">\r\n");
    if (!cc.isEmpty()) {
      text.append("Cc: ").append(String.join(",\r\n ", cc)).append("\r\n");
    }
    text.append("MIME-Version: 1.0\r\n");
    text.append("Content-Type: text/plain; charset=us-ascii\r\n");
    text.append("Content-Transfer-Encoding: 7bit\r\n\r\n");
    text.append("This is message ").append(NUMBER).append(".\r\n");
    int word = 0;
    while (text.length() < size - 2) {
      int end = Math.min(text.length() + 70, size - 2);
      while (text.length() < end) {
        word = (word * 31 + 7) % 1009;
        text.append(WORDS[word % WORDS.length]).append(' ');
      }
      text.setLength(end);
      text.append("\r\n");
    }
    return new Letter(text.toString());
  }

  int size() {
    return text.length;
  }

  /** Room for one connection: the letter and the end of data, to be numbered before each use. */
  ByteBuffer room() {
    ByteBuffer room = ByteBuffer.allocateDirect(text.length + 3);
    room.put(text).put(".\r\n".getBytes(US_ASCII));
    return room.flip();
  }

  void number(ByteBuffer room, long number) {
    long rest = number;
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      byte octet = (byte) ('0' + rest % 10);
      rest /= 10;
      for (int place : places) {
        room.put(place + digit, octet);
      }
    }
  }

  /** Where the first number stands in some octets, or -1. */
  static int find(byte[] octets, int from, int to) {
    for (int at = from; at <= to - MARK.length - DIGITS; at++) {
      if (octets[at] == MARK[0] && Arrays.equals(octets, at, at + MARK.length, MARK, 0, 4)) {
        return at + MARK.length;
      }
    }
    return -1;
  }

  /** The number that stands at a place that {@link #find} gave, or -1. */
  static long read(byte[] octets, int place) {
    long number = 0;
    for (int at = place; at < place + DIGITS; at++) {
      int digit = octets[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * True when the octets are this letter with its number in every place, and before it nothing but
   * at most one Received field.
   *
   * @param place where the first number was found
   */
  boolean unchanged(byte[] octets, int from, int to, int place) {
    int begin = place - places[0];
    if (begin < from || to - begin != text.length) {
      return false;
    }
    return oneReceived(octets, from, begin) && same(octets, begin, place);
  }

  private boolean same(byte[] octets, int begin, int number) {
    int done = 0;
    for (int place : places) {
      if (!Arrays.equals(octets, begin + done, begin + place, text, done, place)
          || !Arrays.equals(
              octets, begin + place, begin + place + DIGITS, octets, number, number + DIGITS)) {
        return false;
      }
      done = place + DIGITS;
    }
    return Arrays.equals(octets, begin + done, begin + text.length, text, done, text.length);
  }

  private static boolean oneReceived(byte[] octets, int from, int to) {
    if (from == to) {
      return true;
    }
    String before = new String(octets, from, to - from, US_ASCII);
    return before.startsWith("Received:")
        && before.endsWith("\r\n")
        && before.strip().lines().skip(1).allMatch(line -> line.matches("[ \t].*"));
  }
}
