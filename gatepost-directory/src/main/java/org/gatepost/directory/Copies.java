package org.gatepost.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * The last good copy of each source, a file each, which holds people's names and addresses: only
 * its owner can read it, and a crash leaves the old one or the new one.
 */
public final class Copies {
  /** What a source held when it was last read. */
  record Copy(Instant readAt, Listing listing) {}

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;
  private final boolean written;

  private Copies(Path folder, boolean written) {
    this.folder = folder;
    this.written = written;
  }

  /** Copies that are kept up to date. */
  public static Copies in(Path folder) {
    return new Copies(folder, true);
  }

  /** Copies that another process keeps. */
  public static Copies readOnly(Path folder) {
    return new Copies(folder, false);
  }

  /** The copy; empty when there is none, none of these settings, or none that can be read. */
  Optional<Copy> find(DirectorySource source) {
    Path file = file(source);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return CopyFormat.read(in, fingerprint(source));
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Replaces the copy.
   *
   * @throws IOException when it cannot be written; the old one is still there
   */
  void keep(DirectorySource source, Copy copy) throws IOException {
    if (!written) {
      return;
    }
    Files.createDirectories(folder, PRIVATE_FOLDER);
    Path draft = Files.createTempFile(folder, ".draft", "", PRIVATE);
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        CopyFormat.write(out, copy, fingerprint(source));
        channel.force(true);
      }
      Files.move(
          draft, file(source), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private Path file(DirectorySource source) {
    return folder.resolve(source.name() + ".json");
  }

  private static String fingerprint(DirectorySource source) {
    try {
      byte[] identity = source.identity().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(identity));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
