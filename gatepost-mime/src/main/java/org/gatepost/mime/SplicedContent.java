package org.gatepost.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gatepost.mail.Content;

/**
 * Stretches of other content and new octets, one after the other. It reads from the original, which
 * must stay open for as long as this is used; closing this leaves the original alone, since that
 * belongs to somebody else.
 */
final class SplicedContent implements Content {
  private final Content original;
  private final List<Stretch> stretches;
  private final long size;

  private SplicedContent(Content original, List<Stretch> stretches) {
    this.original = original;
    this.stretches = List.copyOf(stretches);
    this.size = stretches.stream().mapToLong(Stretch::size).sum();
  }

  private sealed interface Stretch {
    long size();

    record Kept(long start, long end) implements Stretch {
      @Override
      public long size() {
        return end - start;
      }
    }

    /** New octets; never handed out. */
    final class Made implements Stretch {
      private final byte[] octets;

      Made(byte[] octets) {
        this.octets = octets;
      }

      @Override
      public long size() {
        return octets.length;
      }
    }
  }

  /** Puts content together from the front. */
  static final class Builder {
    private final Content original;
    private final List<Stretch> stretches = new ArrayList<>();

    Builder(Content original) {
      this.original = original;
    }

    /** Takes a stretch of the original over; one that follows the last is joined to it. */
    Builder keep(long start, long end) {
      if (end <= start) {
        return this;
      }
      if (!stretches.isEmpty()
          && stretches.getLast() instanceof Stretch.Kept(long before, long until)
          && until == start) {
        stretches.set(stretches.size() - 1, new Stretch.Kept(before, end));
      } else {
        stretches.add(new Stretch.Kept(start, end));
      }
      return this;
    }

    /** Adds new text. Raw UTF-8 is for addresses that need it (RFC 6532). */
    Builder put(String text) {
      if (!text.isEmpty()) {
        stretches.add(new Stretch.Made(text.getBytes(StandardCharsets.UTF_8)));
      }
      return this;
    }

    Content build() {
      return new SplicedContent(original, stretches);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open(long start, long end) throws IOException {
    List<InputStream> streams = new ArrayList<>();
    long at = 0;
    for (Stretch stretch : stretches) {
      long from = Math.max(start - at, 0);
      long to = Math.min(end - at, stretch.size());
      if (from < to) {
        streams.add(
            switch (stretch) {
              case Stretch.Kept(long kept, long _) -> original.open(kept + from, kept + to);
              case Stretch.Made made ->
                  new ByteArrayInputStream(made.octets, (int) from, (int) (to - from));
            });
      }
      at += stretch.size();
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  @Override
  public void close() {}
}
