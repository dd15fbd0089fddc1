package org.gatepost.mime;

import java.util.Comparator;
import java.util.List;
import org.gatepost.mail.Content;

/**
 * A stretch of octets, and the text that comes in its place.
 *
 * @param start offset of the first octet
 * @param end offset behind the last octet
 */
record Splice(long start, long end, String replacement) {
  /** The original with these changes; they must not overlap. */
  static Content apply(Content original, List<Splice> splices) {
    SplicedContent.Builder out = new SplicedContent.Builder(original);
    long at = 0;
    for (Splice splice :
        splices.stream().sorted(Comparator.comparingLong(Splice::start)).toList()) {
      out.keep(at, splice.start()).put(splice.replacement());
      at = splice.end();
    }
    return out.keep(at, original.size()).build();
  }

  Splice moved(long by) {
    return new Splice(start + by, end + by, replacement);
  }
}
