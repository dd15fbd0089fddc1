package org.gatepost.mime;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hands on only what stands around something that could be an {@code @}, in whatever spelling: most
 * of a text is far from any address, and looking closely costs many times more than passing by.
 */
final class NearAt implements CharSink {
  /** Characters before and behind; an address with its tags and escapes is shorter. */
  private static final int REACH = 2_000;

  private final Supplier<CharSink> lookers;
  private final char[] before = new char[REACH];
  private Optional<CharSink> looker = Optional.empty();
  private long seen;
  private int left;
  private char last;

  /**
   * @param lookers one for each stretch
   */
  NearAt(Supplier<CharSink> lookers) {
    this.lookers = lookers;
  }

  @Override
  public void accept(char c) {
    if (isAt(c)) {
      if (left == 0) {
        looker = Optional.of(opened());
      }
      left = REACH;
    }
    last = c;
    before[(int) (seen++ % REACH)] = c;
    if (left > 0) {
      looker.orElseThrow().accept(c);
      left--;
      if (left == 0) {
        looker.orElseThrow().finish();
      }
    }
  }

  @Override
  public void finish() {
    if (left > 0) {
      looker.orElseThrow().finish();
    }
    left = 0;
    seen = 0;
  }

  private CharSink opened() {
    CharSink opened = lookers.get();
    for (long i = Math.max(0, seen - REACH); i < seen; i++) {
      opened.accept(before[(int) (i % REACH)]);
    }
    return opened;
  }

  /** The sign itself, or what a percent escape or a character reference of it begins with. */
  private boolean isAt(char c) {
    return switch (c) {
      case '@', '＠', '﹫' -> true;
      case '4' -> last == '%';
      case '#', 'c' -> last == '&';
      default -> false;
    };
  }
}
