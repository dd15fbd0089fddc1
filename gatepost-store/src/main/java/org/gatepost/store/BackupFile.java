package org.gatepost.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatepost.store.postgres.Folders;
import org.gatepost.store.sql.Archive;
import org.gatepost.store.vault.KeyFile;

/**
 * All that is stored in one file, 0600, and a data folder made of such a file. Either is there as a
 * whole or not at all: both are made beside their place under a name with a dot, and moved.
 */
public final class BackupFile {
  private static final String DRAFT = ".gatepost-";
  private static final int BUFFER = 64 * 1024;

  private final Path path;

  private BackupFile(Path path) {
    this.path = path;
  }

  public static BackupFile at(Path path) {
    return new BackupFile(path.toAbsolutePath().normalize());
  }

  public Path path() {
    return path;
  }

  /**
   * Writes it, while a process serves from the folder or when none does.
   *
   * @throws StoreUnusableException when the file is there already, or the store cannot be opened
   * @throws org.gatepost.delivery.StorageUnavailableException when the database went away
   */
  public void write(StoreSettings settings) throws IOException {
    if (Files.exists(path)) {
      throw new StoreUnusableException(path + " is there already. Nothing is overwritten.");
    }
    Path draft = Files.createTempFile(folderOf(path), DRAFT, ".draft", PrivateFiles.PRIVATE);
    try {
      try (Store store = Store.join(settings);
          FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
        store.archive(out);
        out.flush();
        file.force(true);
      }
      Files.move(draft, path);
      PrivateFiles.sync(folderOf(path));
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Makes a data folder of it.
   *
   * @param target not there yet, or empty
   * @param keys the key file of the folder that the backup was made of
   * @param settings for the folder in which it is made
   * @throws StoreUnusableException when the target is in use, or the key file another's
   * @throws NotAnArchiveException when it is no backup, or a damaged one
   */
  public void restore(Path target, Path keys, Function<DataFolder, StoreSettings> settings)
      throws IOException {
    Path place = target.toAbsolutePath().normalize();
    if (!isVacant(place)) {
      throw new StoreUnusableException(
          place + " is not empty. A backup is restored into a new folder.");
    }
    Archive.check(path);
    // Here, where the file has the name that people know.
    KeyFile.parse(keys);
    Path parent = Files.createDirectories(folderOf(place));
    Path draft = Files.createTempDirectory(parent, DRAFT);
    try (InputStream archive = Files.newInputStream(path)) {
      StoreSettings made = settings.apply(DataFolder.at(draft));
      PrivateFiles.makeFolder(made.folder().keys(), "rwx------");
      PrivateFiles.write(made.keys(), Files.readString(keys));
      Store.restore(made, archive);
      Files.deleteIfExists(draft.resolve("lock"));
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.sync(parent);
    } finally {
      Folders.delete(draft);
    }
  }

  /** True for what is not there yet, or an empty folder. */
  public static boolean isVacant(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return Files.notExists(place);
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries.findAny().isEmpty();
    }
  }

  private static Path folderOf(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new StoreUnusableException(file + " is no place for a backup.");
    }
    return parent;
  }
}
