package org.gatepost.mime;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gatepost.inspect.Prose;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;

/**
 * Reads the text of a message: of alternatives the plain one, else the HTML without its tags. Files
 * that hang on to the message, and messages within it, are not its text.
 */
public final class ProseReading implements Prose {
  /** Characters of one part that are looked at: HTML may be mostly tags and styles. */
  private static final int MOST_READ = 1 << 20;

  @Override
  public String of(Message message) throws IOException {
    StringBuilder text = new StringBuilder();
    read(message.root(), text);
    return text.toString();
  }

  private static void read(Part part, StringBuilder into) throws IOException {
    if (part.mediaType().equals("multipart/alternative")) {
      Optional<Part> plain =
          part.children().stream().filter(child -> isShown(child, "text/plain")).findFirst();
      for (Part child : plain.map(List::of).orElse(part.children())) {
        read(child, into);
      }
    } else if (part.isMultipart()) {
      for (Part child : part.children()) {
        read(child, into);
      }
    } else if (isShown(part, "text/plain")) {
      copy(part, new Page(into));
    } else if (isShown(part, "text/html")) {
      copy(part, new UnshownSkipping(new TagStripping(new EntityDecoding(new Page(into)), '\n')));
    }
  }

  private static boolean isShown(Part part, String type) {
    return part.mediaType().equals(type) && !part.attachment();
  }

  private static void copy(Part part, CharSink into) throws IOException {
    try (Reader reader = new InputStreamReader(part.body().open(), charset(part))) {
      char[] buffer = new char[8192];
      int left = MOST_READ;
      int read;
      while (left > 0 && (read = reader.read(buffer)) > 0) {
        left -= read;
        for (int i = 0; i < read; i++) {
          into.accept(buffer[i]);
        }
      }
    }
    into.finish();
  }

  private static Charset charset(Part part) {
    return part.charset().flatMap(Charsets::named).orElse(StandardCharsets.UTF_8);
  }

  /** Text up to the limit; a part begins on a line of its own. */
  private record Page(StringBuilder text) implements CharSink {
    @Override
    public void accept(char c) {
      if (text.length() < LONGEST) {
        text.append(c);
      }
    }

    @Override
    public void finish() {
      accept('\n');
    }
  }
}
