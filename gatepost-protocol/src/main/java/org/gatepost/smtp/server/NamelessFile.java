package org.gatepost.smtp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its channel knows: it is gone when the channel or the process ends. */
final class NamelessFile {
  private NamelessFile() {}

  static FileChannel create(Path folder) throws IOException {
    Path path =
        Files.createTempFile(
            folder,
            "content",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }

  static void close(FileChannel file) {
    try {
      file.close();
    } catch (IOException broken) {
      throw new UncheckedIOException("A temporary file could not be closed.", broken);
    }
  }
}
