package org.gatepost.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder under {@code --data}: what lies where, who may read it, and who is using it.
 *
 * <pre>
 * lock            held by the one process that owns the folder
 * used-next-hop   present since serve first started with a next hop
 * keys/           key files, 0600 in 0700
 * postgres/       the embedded server: its program, its cluster, its passwords
 * </pre>
 *
 * Nobody else can list it. It is traversable when root owns it, because the embedded server runs as
 * somebody else; every file and folder inside is closed by itself.
 */
public final class DataFolder {
  private static final String KEYS = "keys";

  private final Path path;

  private DataFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder when it is missing and closes it to others.
   *
   * @throws StoreUnusableException when it cannot be made or is a file
   */
  public static DataFolder at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      PrivateFiles.makeFolder(absolute, RunningAs.root() ? "rwx--x--x" : "rwx------");
    } catch (IOException unusable) {
      throw new StoreUnusableException(
          "The data folder " + absolute + " cannot be used: " + reason(unusable), unusable);
    }
    return new DataFolder(absolute);
  }

  /** True when a Gatepost has kept anything there: whatever it keeps, it made keys for. */
  public static boolean isThere(Path path) {
    return Files.isDirectory(path.resolve(KEYS));
  }

  /** What a person can do something about; the system's message is often the bare path. */
  private static String reason(IOException unusable) {
    return switch (unusable) {
      case AccessDeniedException _ -> "this user may not make it or change it.";
      case FileAlreadyExistsException _ -> "there is a file of that name.";
      case NoSuchFileException _ -> "it cannot be made there.";
      default -> String.valueOf(unusable.getMessage());
    };
  }

  public Path path() {
    return path;
  }

  public Path keys() {
    return path.resolve(KEYS);
  }

  public Path postgres() {
    return path.resolve("postgres");
  }

  /**
   * Takes the folder for this process. Empty when another process, or another store of this one,
   * has it. It is given back when the lock is closed or the process ends, however it ends.
   */
  public Optional<Lock> lock() {
    Path file = path.resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              PrivateFiles.options(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PrivateFiles.PRIVATE);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return Optional.of(new Lock(channel));
        }
      } catch (OverlappingFileLockException _) {
        // This process has it already, which is the same answer.
      }
      channel.close();
      return Optional.empty();
    } catch (IOException unusable) {
      throw new StoreUnusableException(file + " cannot be locked.", unusable);
    }
  }

  /** The right to use the folder. */
  public static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /**
   * True once serve has started with a real next hop, whether mail was handed to it or not. Such a
   * folder never runs in trial mode again: people rely on its mail being sent.
   */
  public boolean hasUsedNextHop() {
    return Files.exists(marker());
  }

  /** Notes, durably, that a real next hop is in use. */
  public void noteNextHop() {
    if (hasUsedNextHop()) {
      return;
    }
    try {
      PrivateFiles.write(marker(), "This folder has been used with a next hop.\n");
    } catch (IOException unusable) {
      throw new StoreUnusableException(marker() + " cannot be written.", unusable);
    }
  }

  private Path marker() {
    return path.resolve("used-next-hop");
  }
}
