package org.gatepost.app.replay;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.gatepost.app.check.Spooled;

/** The messages of a zip archive that can only be read from front to back, in its own order. */
final class ArchiveStream implements MessageStream {
  /** Opens what a member holds. */
  @FunctionalInterface
  interface Opener {
    MessageStream open(Packed member) throws IOException;
  }

  private final ZipInputStream zip;
  private final Packed packed;
  private final Opener opener;
  private Optional<MessageStream> member = Optional.empty();

  ArchiveStream(Packed packed, Opener opener) {
    this.zip = new ZipInputStream(packed.in());
    this.packed = packed;
    this.opener = opener;
  }

  @Override
  public Optional<Spooled> next() throws IOException {
    while (true) {
      if (member.isPresent()) {
        Optional<Spooled> message = member.get().next();
        if (message.isPresent()) {
          return message;
        }
        member = Optional.empty();
      }
      ZipEntry entry = zip.getNextEntry();
      if (entry == null) {
        return Optional.empty();
      }
      if (!entry.isDirectory()) {
        Packed inside = Packed.unpacked(new Member(zip), packed.consumed());
        if (Kind.of(inside.peek(Kind.LOOKED_AT)).isMail(entry.getName())) {
          member = Optional.of(opener.open(inside));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** One member; closing it leaves the archive open. */
  private static final class Member extends FilterInputStream {
    Member(InputStream in) {
      super(new BufferedInputStream(in));
    }

    @Override
    public void close() {}
  }
}
