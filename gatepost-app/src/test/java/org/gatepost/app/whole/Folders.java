package org.gatepost.app.whole;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Temporary folders with short names (sockets need them) that other users may enter. */
final class Folders {
  private static final Duration END = Duration.ofSeconds(30);

  private Folders() {}

  static Path temporary(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  /** Deletes a folder although a program that was killed may still be ending in it. */
  static void delete(Path folder) throws IOException {
    Patience.await("nobody writes to " + folder, END, () -> isDeleted(folder));
  }

  private static boolean isDeleted(Path folder) throws IOException {
    try {
      deleteOnce(folder);
      return true;
    } catch (DirectoryNotEmptyException stillInUse) {
      return false;
    }
  }

  private static void deleteOnce(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
