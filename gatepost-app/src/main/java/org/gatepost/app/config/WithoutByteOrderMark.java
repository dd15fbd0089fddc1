package org.gatepost.app.config;

import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/** Text without the byte order mark that some programs put before it. */
final class WithoutByteOrderMark extends FilterReader {
  WithoutByteOrderMark(Reader text) throws IOException {
    super(skipped(new PushbackReader(text)));
  }

  private static Reader skipped(PushbackReader text) throws IOException {
    int first = text.read();
    if (first >= 0 && first != '\ufeff') {
      text.unread(first);
    }
    return text;
  }
}
