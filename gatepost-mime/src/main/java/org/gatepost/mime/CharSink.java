package org.gatepost.mime;

/** Takes text in, a character at a time, so that text of any length can be looked through. */
interface CharSink {
  void accept(char c);

  /** The text ended. */
  void finish();

  /** Hands the same text to several. */
  static CharSink each(CharSink... sinks) {
    CharSink[] all = sinks.clone();
    return new CharSink() {
      @Override
      public void accept(char c) {
        for (CharSink sink : all) {
          sink.accept(c);
        }
      }

      @Override
      public void finish() {
        for (CharSink sink : all) {
          sink.finish();
        }
      }
    };
  }

  /** Looks through text in memory. */
  default void all(String text) {
    for (int i = 0; i < text.length(); i++) {
      accept(text.charAt(i));
    }
    finish();
  }
}
