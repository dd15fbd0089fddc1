package org.gatepost.app.replay;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.gatepost.app.check.Spooled;

/** Opens units: unpacks once, and once more what lies inside, and tells mailbox from message. */
final class MailOpener {
  private static final int DEEPEST = 2;

  private final Supplier<Spooled> spools;

  /**
   * @param largest the largest message in octets; what is larger is counted and not kept
   */
  MailOpener(long largest) {
    this.spools = () -> new Spooled(largest);
  }

  MessageStream open(MailUnit unit) throws IOException {
    // A member of an archive has been unpacked once already.
    return open(unit.open(), unit instanceof MailUnit.InZip ? 1 : 0);
  }

  private MessageStream open(Packed packed, int depth) throws IOException {
    try {
      return switch (Kind.of(packed.peek(Kind.LOOKED_AT))) {
        case MAILBOX -> new MailboxStream(packed.in(), spools);
        case MESSAGE, UNKNOWN -> new SingleMessage(packed.in(), spools);
        case GZIP -> open(shallow(packed, depth).gunzip(), depth + 1);
        case ZIP -> new ArchiveStream(shallow(packed, depth), member -> open(member, depth + 1));
      };
    } catch (IOException unreadable) {
      packed.close();
      throw unreadable;
    }
  }

  private static Packed shallow(Packed packed, int depth) throws ZipException {
    if (depth >= DEEPEST) {
      throw new ZipException("is packed more than twice");
    }
    return packed;
  }
}
