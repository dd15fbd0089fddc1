package org.gatepost.app.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Something that holds one message or many: a file, a member of a zip archive, or a stream. */
sealed interface MailUnit {
  /** For reports. */
  String name();

  /** Opens the raw octets, packed or not. */
  Packed open() throws IOException;

  /** A file. */
  record InFile(Path path) implements MailUnit {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public Packed open() throws IOException {
      return Packed.of(Files.newInputStream(path));
    }
  }

  /** A member of a zip archive, which stays open meanwhile. */
  record InZip(ZipFile archive, String member) implements MailUnit {
    @Override
    public String name() {
      return archive.getName() + "!" + member;
    }

    @Override
    public Packed open() throws IOException {
      ZipEntry entry =
          Optional.ofNullable(archive.getEntry(member))
              .orElseThrow(() -> new ZipException("the archive has no such member"));
      return Packed.unpacked(
          Optional.ofNullable(archive.getInputStream(entry))
              .orElseThrow(() -> new ZipException("the member cannot be opened")),
          entry::getCompressedSize);
    }
  }

  /** Octets that come from outside, such as standard input. */
  record InStream(InputStream in, String name) implements MailUnit {
    @Override
    public Packed open() {
      return Packed.of(in);
    }
  }
}
