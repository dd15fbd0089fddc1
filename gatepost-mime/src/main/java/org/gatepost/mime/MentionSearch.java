package org.gatepost.mime;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.inspect.Mentions;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;

/**
 * Finds the addresses in texts, plain and HTML, in the links of HTML, and in visiting cards. Files
 * that only hang on to the message, and messages within it, are not its text.
 *
 * <p>Known limits: text in pictures; text in a character set that nobody knows is read as Latin-1.
 */
public final class MentionSearch implements Mentions {
  /** Characters of all texts together: some thousand pages. */
  static final long MOST_TEXT = 16L << 20;

  /** Different addresses in one message. */
  static final int MOST_ADDRESSES = 20_000;

  @Override
  public Found read(Message message) throws IOException {
    return read(message.root());
  }

  Found read(Part root) throws IOException {
    List<Part> texts = new ArrayList<>();
    collect(root, texts);
    return new Search().read(texts);
  }

  private static void collect(Part part, List<Part> texts) {
    if (part.isMultipart()) {
      part.children().forEach(child -> collect(child, texts));
    } else if (isRead(part)) {
      texts.add(part);
    }
  }

  static boolean isRead(Part part) {
    return isCard(part) || (part.isText() && !part.attachment());
  }

  static String where(Part part) {
    return isCard(part) ? "the visiting card" : "the text";
  }

  private static boolean isCard(Part part) {
    return part.mediaType().equals("text/vcard")
        || part.mediaType().equals("text/x-vcard")
        || part.mediaType().equals("text/directory");
  }

  /** One message. */
  private static final class Search {
    private final Map<Address, Mention> mentions = new LinkedHashMap<>();
    private long left = MOST_TEXT;
    private boolean complete = true;

    Found read(List<Part> texts) throws IOException {
      for (Part part : texts) {
        text(part);
      }
      return new Found(List.copyOf(mentions.values()), complete);
    }

    private void text(Part part) throws IOException {
      boolean html = part.mediaType().equals("text/html");
      AddressCollector.Collected found =
          new AddressCollector.Collected(MOST_ADDRESSES - mentions.size());
      QuoteWatch quotes = new QuoteWatch(html);
      CharSink near = new NearAt(() -> html ? html(found, quotes) : plain(found, quotes));
      try (Reader reader = new InputStreamReader(part.body().open(), charset(part))) {
        char[] buffer = new char[8192];
        int read;
        while ((read = reader.read(buffer)) > 0) {
          left -= read;
          if (left < 0) {
            complete = false;
            break;
          }
          for (int i = 0; i < read; i++) {
            quotes.accept(buffer[i]);
            near.accept(buffer[i]);
          }
        }
      }
      near.finish();
      complete &= !found.isFull();
      String where = where(part);
      found
          .addresses()
          .forEach(
              (address, quoted) ->
                  mentions.merge(
                      address,
                      new Mention(address, where, quoted),
                      (before, now) -> before.quoted() && !now.quoted() ? now : before));
    }

    private static CharSink plain(AddressCollector.Collected found, QuoteWatch quotes) {
      return CharSink.each(
          new AddressCollector(found, quotes::isQuoted),
          new PercentDecoding(new AddressCollector(found, quotes::isQuoted)));
    }

    /** Once with the tags, for the links in them, and once without, as people see it. */
    private static CharSink html(AddressCollector.Collected found, QuoteWatch quotes) {
      return CharSink.each(
          new EntityDecoding(new PercentDecoding(new AddressCollector(found, quotes::isQuoted))),
          new TagStripping(new EntityDecoding(new AddressCollector(found, quotes::isQuoted))));
    }

    private static Charset charset(Part part) {
      Optional<Charset> named = part.charset().flatMap(Charsets::named);
      // Text that says nothing is often UTF-8, and addresses are ASCII in nearly every set.
      return named.orElse(
          part.charset().isPresent() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
  }
}
