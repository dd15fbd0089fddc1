package org.gatepost.smtp.server;

/**
 * Takes content off the wire: DATA (RFC 5321 section 4.5.2) ends at CRLF.CRLF and at nothing else,
 * and the dots that were put in front of dots are removed; BDAT (RFC 3030) is counted by its caller
 * and has no dots. A CR or LF alone is a fault, or becomes CRLF where that is configured; a dot
 * behind it is then one that was stuffed, but never the end.
 */
final class ContentDecoder {
  private enum State {
    /** Behind a true CRLF, or at the very beginning. */
    LINE,
    /** Behind a line end that we made of a CR or LF alone. */
    MADE_LINE,
    /** Behind CRLF and a dot. */
    DOT,
    /** Behind CRLF, a dot, and a CR. */
    DOT_CR,
    TEXT,
    CR
  }

  private final ContentScan content;
  private final boolean dots;
  private State state = State.LINE;

  /** True when the CR of {@link State#CR} came with an earlier piece and was not yet handed on. */
  private boolean held;

  private boolean ended;

  private ContentDecoder(ContentScan content, boolean dots) {
    this.content = content;
    this.dots = dots;
  }

  static ContentDecoder ofData(ContentScan content) {
    return new ContentDecoder(content, true);
  }

  static ContentDecoder ofChunks(ContentScan content) {
    return new ContentDecoder(content, false);
  }

  /** True when the end of DATA was seen. */
  boolean hasEnded() {
    return ended;
  }

  /** Decodes up to the end of the content or of the octets; returns how many were used. */
  int decode(byte[] octets, int from, int to) {
    int run = from;
    int i = from;
    while (i < to) {
      byte c = octets[i];
      switch (state) {
        case LINE, MADE_LINE -> {
          if (c == '.' && dots) {
            content.write(octets, run, i);
            run = ++i;
            state = state == State.LINE ? State.DOT : State.TEXT;
          } else {
            state = State.TEXT;
          }
        }
        case DOT -> {
          if (c == '\r') {
            run = ++i;
            state = State.DOT_CR;
          } else {
            state = State.TEXT;
          }
        }
        case DOT_CR -> {
          if (c == '\n') {
            ended = true;
            return i + 1 - from;
          }
          run = i;
          alone();
        }
        case CR -> {
          if (c == '\n') {
            i++;
            if (held) {
              content.writeLineEnd();
              run = i;
            }
            state = State.LINE;
          } else {
            if (!held) {
              content.write(octets, run, i - 1);
            }
            run = i;
            alone();
          }
          held = false;
        }
        case TEXT -> {
          i = plain(octets, i, to);
          if (i < to) {
            c = octets[i++];
            if (c == '\r') {
              state = State.CR;
            } else if (c == '\n') {
              content.write(octets, run, i - 1);
              run = i;
              alone();
            } else if (c == 0) {
              content.fail(ContentFault.NUL);
            } else if (c < 0) {
              content.eightBit();
            }
          }
        }
      }
    }
    if (state == State.CR && run < to) {
      content.write(octets, run, to - 1);
      held = true;
    } else {
      content.write(octets, run, to);
    }
    return to - from;
  }

  /** The last chunk has come. */
  void finish() {
    if (held) {
      held = false;
      alone();
    }
  }

  /** A CR or LF alone. */
  private void alone() {
    if (content.normalises()) {
      content.writeLineEnd();
      state = State.MADE_LINE;
    } else {
      content.fail(ContentFault.BARE_LINE_END);
      state = State.TEXT;
    }
  }

  private static int plain(byte[] octets, int from, int to) {
    int i = from;
    while (i < to && octets[i] > '\r') {
      i++;
    }
    return i;
  }
}
