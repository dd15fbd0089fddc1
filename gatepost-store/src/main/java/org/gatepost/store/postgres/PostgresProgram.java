package org.gatepost.store.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.gatepost.store.PrivateFiles;
import org.gatepost.store.StoreUnusableException;

/**
 * The server's program as it comes in the artifact: {@code bin/initdb}, {@code bin/postgres}, its
 * libraries and its share files, and nothing more.
 *
 * @param home the folder that holds {@code bin}
 */
record PostgresProgram(Path home) {
  /** The artifact's version, such as {@code 18.6.0}. */
  static final String VERSION = version();

  /** The major version, which a cluster belongs to. */
  static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

  /** How the name of a folder begins that is being filled. */
  static final String UNPACKING = ".unpacking-";

  Path initdb() {
    return home.resolve("bin/initdb");
  }

  Path postgres() {
    return home.resolve("bin/postgres");
  }

  /**
   * The program in a folder of its version. It is unpacked beside its place and moved there when
   * all of it is durable, so that what is there is complete.
   *
   * @param parent made when it is missing
   * @param permissions of the folders, such as {@code rwxr-xr-x}
   */
  static PostgresProgram in(Path parent, String permissions) {
    Path home = parent.resolve(VERSION);
    if (!Files.isExecutable(home.resolve("bin/postgres"))) {
      try {
        if (!Files.isDirectory(parent)) {
          PrivateFiles.makeFolder(parent, permissions);
        }
        Path draft = Files.createTempDirectory(parent, UNPACKING);
        try {
          unpack(draft, permissions);
          moveTo(home, draft);
        } finally {
          Folders.delete(draft);
        }
      } catch (IOException unusable) {
        throw new StoreUnusableException(
            "PostgreSQL cannot be unpacked into " + home + ": " + unusable.getMessage(), unusable);
      }
    }
    return new PostgresProgram(home);
  }

  private static void moveTo(Path home, Path draft) throws IOException {
    try {
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException raced) {
      if (!Files.isExecutable(home.resolve("bin/postgres"))) {
        throw raced;
      }
    }
    Path parent = home.getParent();
    if (parent != null) {
      PrivateFiles.sync(parent);
    }
  }

  private static void unpack(Path home, String permissions) throws IOException {
    try (InputStream resource = archive();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(resource)))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        Path target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
          throw new IOException("The archive names a file outside of itself: " + entry.getName());
        }
        if (isNeeded(entry.getName())) {
          place(tar, entry, target);
        }
      }
    }
    Folders.setPermissions(home, permissions);
    Folders.syncAll(home);
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Path link = Path.of(entry.getLinkName());
      if (link.isAbsolute() || link.getNameCount() != 1) {
        throw new IOException("The archive holds a link out of its folder: " + entry.getName());
      }
      Files.createSymbolicLink(target, link);
      return;
    }
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      InputStream in = tar;
      in.transferTo(Channels.newOutputStream(out));
    }
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Static libraries and the parts for programs in C are two fifths of it, and of no use here. */
  private static boolean isNeeded(String name) {
    return !name.endsWith(".a")
        && !name.contains("/pkgconfig")
        && !name.contains("libecpg")
        && !name.contains("libpgtypes")
        && !name.contains("bin/pg_ctl");
  }

  private static InputStream archive() {
    String arch = System.getProperty("os.arch", "");
    String name =
        switch (arch) {
          case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
          case "aarch64" -> "postgres-linux-arm_64.txz";
          default ->
              throw new StoreUnusableException(
                  "There is no embedded PostgreSQL for "
                      + arch
                      + ". Set database.url to a server of your own.");
        };
    InputStream found = PostgresProgram.class.getResourceAsStream("/" + name);
    if (found == null) {
      throw new StoreUnusableException("The embedded PostgreSQL is missing: " + name);
    }
    return found;
  }

  private static String version() {
    try (InputStream in = PostgresProgram.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("version.txt is missing from the build.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
