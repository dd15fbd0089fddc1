package org.gatepost.mime;

/** Undoes percent encoding of ASCII characters, as in {@code mailto:anna%40example.org}. */
final class PercentDecoding implements CharSink {
  private final CharSink next;
  private boolean percent;
  private char first;

  PercentDecoding(CharSink next) {
    this.next = next;
  }

  @Override
  public void accept(char c) {
    if (!percent) {
      if (c == '%') {
        percent = true;
      } else {
        next.accept(c);
      }
      return;
    }
    if (first == 0 && hex(c) >= 0 && hex(c) < 8) {
      first = c;
      return;
    }
    if (first != 0 && hex(c) >= 0) {
      char decoded = (char) (hex(first) << 4 | hex(c));
      reset();
      next.accept(decoded);
      return;
    }
    flush();
    accept(c);
  }

  @Override
  public void finish() {
    flush();
    next.finish();
  }

  private void flush() {
    if (percent) {
      char held = first;
      reset();
      next.accept('%');
      if (held != 0) {
        next.accept(held);
      }
    }
  }

  private void reset() {
    percent = false;
    first = 0;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
