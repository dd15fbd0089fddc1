package org.gatepost.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Part;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a message and where they stand, in one pass over the octets (RFC 2046). Keeps
 * headers in memory and never a body. Each line is looked at once, however deep the nesting.
 */
final class StructureScan {
  private final Content content;
  private final LineWalk lines;
  private final List<Open> open = new ArrayList<>();

  /**
   * Boundaries that end something now, each with the depths of the multiparts that it belongs to.
   */
  private final Map<String, List<Integer>> boundaries = new HashMap<>();

  private int parts;
  private int fields;
  private long headerOctets;
  private long lineBeforeEnd;
  private boolean rootHasField;
  private @Nullable Part root;
  private @Nullable String because;
  private boolean beyondLimits;

  private StructureScan(Content content, LineWalk lines) {
    this.content = content;
    this.lines = lines;
  }

  /** How a scan ended: with the tree, or with the reason why there is none. */
  sealed interface Scanned {
    record Tree(Part root) implements Scanned {}

    record Refused(String because) implements Scanned {}

    /**
     * A limit was passed.
     *
     * @param headers the message's own, when the limit was passed behind them
     */
    record BeyondLimits(String because, Optional<Headers> headers) implements Scanned {}
  }

  static Scanned scan(Content content) throws IOException {
    try (LineWalk lines = LineWalk.through(content)) {
      StructureScan scan = new StructureScan(content, lines);
      Part root = scan.run();
      if (scan.beyondLimits && scan.because != null) {
        return new Scanned.BeyondLimits(
            scan.because, scan.open.stream().findFirst().map(entity -> entity.head.headers()));
      }
      return scan.because != null || root == null
          ? new Scanned.Refused(
              scan.because != null ? scan.because : "The message could not be taken apart.")
          : new Scanned.Tree(root);
    }
  }

  private @Nullable Part run() throws IOException {
    if (content.size() == 0) {
      because = "The message is empty.";
      return null;
    }
    Delimiter delimiter = entity("text/plain");
    if (!rootHasField) {
      because = "The message has no header: it does not begin with a line such as From:.";
      beyondLimits = false;
    }
    while (because == null && delimiter != null) {
      delimiter = onDelimiter(delimiter);
    }
    if (because == null) {
      closeTo(0, content.size());
    }
    return root;
  }

  /** A boundary line: which multipart it belongs to, and whether it is the last one. */
  private record Delimiter(int depth, boolean last, long bodyEnd) {}

  /** A part whose end has not been seen. */
  private static final class Open {
    final EntityHead head;
    final long bodyStart;
    final List<Part> children = new ArrayList<>();
    @Nullable String boundary;

    Open(EntityHead head, long bodyStart) {
      this.head = head;
      this.bodyStart = bodyStart;
    }
  }

  /**
   * Reads the header of an entity, and on to the next boundary that matters.
   *
   * @return null at the end of the octets or when a limit was passed
   */
  private @Nullable Delimiter entity(String typeByDefault) throws IOException {
    String type = typeByDefault;
    while (true) {
      if (++parts > Limits.PARTS) {
        beyond("The message has more than " + Limits.PARTS + " parts.");
        return null;
      }
      if (open.size() > Limits.NESTING) {
        beyond("The message is nested more than " + Limits.NESTING + " levels deep.");
        return null;
      }
      HeaderEnd end = header();
      if (end == null) {
        return null;
      }
      EntityHead head = EntityHead.of(end.headers(), type);
      Open entity = new Open(head, end.bodyStart());
      open.add(entity);
      head.boundary().ifPresent(boundary -> begin(entity, boundary));
      if (end.delimiter() != null) {
        return end.delimiter();
      }
      if (!head.holdsMessage()) {
        return nextDelimiter(end.bodyStart(), end.firstBodyLine());
      }
      type = "text/plain";
    }
  }

  /** Says at which limit the scan ends. */
  private void beyond(String sentence) {
    because = sentence;
    beyondLimits = true;
  }

  private void begin(Open entity, String boundary) {
    String key = new String(boundary.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    entity.boundary = key;
    boundaries.computeIfAbsent(key, _ -> new ArrayList<>()).add(open.size() - 1);
  }

  private @Nullable Delimiter onDelimiter(Delimiter delimiter) throws IOException {
    closeTo(delimiter.depth() + 1, delimiter.bodyEnd());
    Open multipart = open.get(delimiter.depth());
    if (delimiter.last()) {
      retire(multipart);
      return nextDelimiter(lines.end(), false);
    }
    return entity(multipart.head.childTypeByDefault());
  }

  /** How a header ended. */
  private record HeaderEnd(
      Headers headers, long bodyStart, @Nullable Delimiter delimiter, boolean firstBodyLine) {}

  private @Nullable HeaderEnd header() throws IOException {
    HeaderSection section = new HeaderSection();
    boolean top = open.isEmpty();
    long from = top ? 0 : lines.end();
    lineBeforeEnd = from;
    HeaderEnd ended = null;
    while (ended == null) {
      if (!lines.next(Limits.HEADER_SECTION + 1)) {
        ended = new HeaderEnd(section.headers(), content.size(), null, false);
      } else if (lines.isBlank()) {
        ended = new HeaderEnd(section.headers(), lines.end(), null, false);
      } else if (!top && delimiter(from).isPresent()) {
        ended =
            new HeaderEnd(section.headers(), lines.start(), delimiter(from).orElseThrow(), false);
      } else if (!top && section.isEmpty() && !HeaderSection.isField(lines)) {
        // A part that begins with text has no header (RFC 2046 section 5.1 asks for a blank line).
        ended = new HeaderEnd(Headers.none(), lines.start(), null, true);
      } else if (lines.end() - from > Limits.HEADER_SECTION
          || headerOctets + lines.end() - from > Limits.ALL_HEADERS) {
        rootHasField |= top && (section.hasField() || HeaderSection.isField(lines));
        beyond(
            "The header is larger than "
                + (lines.end() - from > Limits.HEADER_SECTION
                    ? (Limits.HEADER_SECTION >> 20) + " MB."
                    : (Limits.ALL_HEADERS >> 20) + " MB, those of the parts included."));
        return null;
      } else {
        section.add(lines);
        lineBeforeEnd = lines.textEnd();
        if (fields + section.size() >= Limits.FIELDS) {
          rootHasField |= top && section.hasField();
          beyond("The message has more than " + Limits.FIELDS + " header fields.");
          return null;
        }
      }
    }
    headerOctets += ended.bodyStart() - from;
    fields += ended.headers().fields().size();
    rootHasField |= top && section.hasField();
    return ended;
  }

  /**
   * Goes on to the next line that is a boundary.
   *
   * @param bodyStart no body ends before this
   * @param atLine true when the walk already stands on a line that was not looked at
   */
  private @Nullable Delimiter nextDelimiter(long bodyStart, boolean atLine) throws IOException {
    if (boundaries.isEmpty()) {
      return null;
    }
    lineBeforeEnd = bodyStart;
    boolean more = atLine || lines.next(Limits.BOUNDARY_LINE);
    while (more) {
      Optional<Delimiter> delimiter = delimiter(bodyStart);
      if (delimiter.isPresent()) {
        return delimiter.get();
      }
      lineBeforeEnd = lines.textEnd();
      more = lines.next(Limits.BOUNDARY_LINE);
    }
    return null;
  }

  /** The boundary that stands in this line. The line end before it belongs to it. */
  private Optional<Delimiter> delimiter(long bodyStart) {
    if (lines.length() < 3
        || lines.octet(0) != '-'
        || lines.octet(1) != '-'
        || lines.length() >= Limits.BOUNDARY_LINE) {
      return Optional.empty();
    }
    String text = lines.trimmed().substring(2);
    long bodyEnd = Math.max(bodyStart, lineBeforeEnd);
    List<Integer> depths = boundaries.get(text);
    if (depths != null) {
      return Optional.of(new Delimiter(depths.getLast(), false, bodyEnd));
    }
    depths = text.endsWith("--") ? boundaries.get(text.substring(0, text.length() - 2)) : null;
    return depths == null
        ? Optional.empty()
        : Optional.of(new Delimiter(depths.getLast(), true, bodyEnd));
  }

  private void retire(Open entity) {
    String boundary = entity.boundary;
    if (boundary != null) {
      List<Integer> depths = boundaries.getOrDefault(boundary, new ArrayList<>());
      depths.removeLast();
      if (depths.isEmpty()) {
        boundaries.remove(boundary);
      }
      entity.boundary = null;
    }
  }

  /** Closes everything that is open at this depth and below. */
  private void closeTo(int depth, long end) {
    while (open.size() > depth) {
      Open entity = open.removeLast();
      retire(entity);
      // A part whose header a boundary cut off ends behind that header's last line end.
      long inner = entity.children.isEmpty() ? 0 : entity.children.getLast().bodyEnd();
      long bodyEnd = Math.max(Math.max(entity.bodyStart, inner), end);
      Part part = part(entity.head, entity.bodyStart, bodyEnd, entity.children);
      if (open.isEmpty()) {
        root = part;
      } else {
        open.getLast().children.add(part);
      }
    }
  }

  private Part part(EntityHead head, long start, long end, List<Part> children) {
    boolean raw = head.mediaType().startsWith("multipart/") || head.holdsMessage();
    String encoding = raw ? "" : head.encoding();
    return new Part(
        head.headers(),
        head.mediaType(),
        head.charset(),
        head.fileName(),
        head.isAttachment(),
        start,
        end,
        () -> TransferDecoding.of(encoding, content.open(start, end)),
        children);
  }
}
