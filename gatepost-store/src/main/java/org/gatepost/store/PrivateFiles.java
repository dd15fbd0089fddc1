package org.gatepost.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner reads, written so that a crash leaves the old one or the new one. */
public final class PrivateFiles {
  public static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFiles() {}

  static Set<StandardOpenOption> options(StandardOpenOption... options) {
    return Set.of(options);
  }

  /**
   * Makes a folder when it is missing, and sets its permissions either way.
   *
   * @param permissions as {@code rwx------}
   */
  public static void makeFolder(Path folder, String permissions) throws IOException {
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    if (!Files.isDirectory(folder)) {
      if (folder.getParent() != null) {
        Files.createDirectories(folder.getParent());
      }
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(wanted));
      } catch (FileAlreadyExistsException raced) {
        if (!Files.isDirectory(folder)) {
          throw raced;
        }
      }
    }
    if (!Files.getPosixFilePermissions(folder).equals(wanted)) {
      Files.setPosixFilePermissions(folder, wanted);
    }
  }

  /** Writes a file anew: durable, complete, 0600. An existing file is replaced at once. */
  public static void write(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(folderOf(file), ".draft", "", PRIVATE);
    try {
      writeDurably(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    sync(folderOf(file));
  }

  /** As {@link #write}, but never replaces: false when the file is there already. */
  public static boolean writeNew(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(folderOf(file), ".draft", "", PRIVATE);
    try {
      writeDurably(draft, text);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException _) {
      return false;
    } finally {
      Files.deleteIfExists(draft);
    }
    sync(folderOf(file));
    return true;
  }

  /** Makes names in a folder durable. */
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeDurably(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(true);
    }
  }

  private static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("A file lies in a folder: " + file);
    }
    return parent;
  }
}
