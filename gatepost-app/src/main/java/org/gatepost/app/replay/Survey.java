package org.gatepost.app.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Finds the mail under the paths that were named, with the date at which each unit begins. Links
 * inside folders are not followed, so that no loop is walked.
 */
final class Survey implements AutoCloseable {
  private static final Path STANDARD_INPUT = Path.of("-");

  /** The directory of an archive is held in memory; this is room for half a million members. */
  private static final long LARGEST_ZIP_DIRECTORY = 64L << 20;

  /**
   * A unit and the date of its first message.
   *
   * @param octets on disk
   */
  record Dated(MailUnit unit, Instant first, long octets) {}

  private final List<Dated> units = new ArrayList<>();
  private final List<ZipFile> archives = new ArrayList<>();
  private final Troubles troubles;
  private long ignored;

  Survey(Troubles troubles) {
    this.troubles = troubles;
  }

  /** The units, earliest first. */
  List<Dated> units() {
    units.sort(Comparator.comparing(Dated::first));
    return List.copyOf(units);
  }

  /** Files in folders and archives that are no mail. */
  long ignored() {
    return ignored;
  }

  /**
   * Takes what was named on the command line.
   *
   * @param in taken where a path is {@code -}
   */
  void named(List<Path> paths, InputStream in) {
    for (Path path : paths) {
      if (path.equals(STANDARD_INPUT)) {
        stream(new MailUnit.InStream(in, "standard input"));
      } else {
        named(path);
      }
    }
  }

  /** Takes what was named on the command line: it is mail, whatever its name. */
  void named(Path path) {
    if (Files.isDirectory(path)) {
      folder(path);
    } else {
      file(path, true);
    }
  }

  private void stream(MailUnit unit) {
    units.add(new Dated(unit, Instant.EPOCH, 0));
  }

  private void folder(Path root) {
    Deque<Path> folders = new ArrayDeque<>(List.of(root));
    while (!folders.isEmpty()) {
      Path folder = folders.removeFirst();
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
        for (Path child : children) {
          if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            if (!isBeingDelivered(child)) {
              folders.add(child);
            }
          } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
            file(child, isMaildir(folder));
          } else {
            ignored++;
          }
        }
      } catch (IOException unreadable) {
        troubles.add(folder.toString(), unreadable);
      }
    }
  }

  /** The {@code tmp} of a maildir holds what is not whole yet. */
  private static boolean isBeingDelivered(Path folder) {
    return named(folder, "tmp") && Files.isDirectory(folder.resolveSibling("cur"));
  }

  private static boolean isMaildir(Path folder) {
    return (named(folder, "cur") || named(folder, "new"))
        && Files.isDirectory(folder.resolveSibling("tmp"));
  }

  private static boolean named(Path path, String name) {
    return path.endsWith(name);
  }

  private void file(Path path, boolean certain) {
    try {
      if (!Files.isRegularFile(path)) {
        stream(new MailUnit.InFile(path));
        return;
      }
      MailUnit unit = new MailUnit.InFile(path);
      switch (kind(unit)) {
        case ZIP -> archive(path);
        case MAILBOX, MESSAGE, GZIP -> add(unit, Files.size(path));
        case UNKNOWN -> {
          if (certain || Kind.UNKNOWN.isMail(path.toString())) {
            add(unit, Files.size(path));
          } else {
            ignored++;
          }
        }
      }
    } catch (IOException unreadable) {
      troubles.add(path.toString(), unreadable);
    }
  }

  private static Kind kind(MailUnit unit) throws IOException {
    try (Packed packed = unit.open()) {
      return Kind.of(packed.peek(Kind.LOOKED_AT));
    }
  }

  private void add(MailUnit unit, long octets) throws IOException {
    units.add(new Dated(unit, FirstDate.of(unit), octets));
  }

  private void archive(Path path) throws IOException {
    if (directorySize(path) > LARGEST_ZIP_DIRECTORY) {
      throw new ZipException("has too many members for one archive; unpack it first");
    }
    ZipFile archive = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
    archives.add(archive);
    for (var entries = archive.entries(); entries.hasMoreElements(); ) {
      var entry = entries.nextElement();
      if (!entry.isDirectory()) {
        member(new MailUnit.InZip(archive, entry.getName()), entry.getCompressedSize());
      }
    }
  }

  private void member(MailUnit.InZip unit, long octets) {
    try {
      if (kind(unit).isMail(unit.member())) {
        add(unit, octets);
      } else {
        ignored++;
      }
    } catch (IOException unreadable) {
      troubles.add(unit.name(), unreadable);
    }
  }

  /** The size of the central directory, from the record at the archive's end (APPNOTE 4.3.16). */
  private static long directorySize(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      int tail = (int) Math.min(file.length(), 22 + 65_535);
      byte[] octets = new byte[tail];
      file.seek(file.length() - tail);
      file.readFully(octets);
      for (int i = tail - 22; i >= 0; i--) {
        if (octets[i] == 'P' && octets[i + 1] == 'K' && octets[i + 2] == 5 && octets[i + 3] == 6) {
          return (octets[i + 12] & 0xffL)
              | (octets[i + 13] & 0xffL) << 8
              | (octets[i + 14] & 0xffL) << 16
              | (octets[i + 15] & 0xffL) << 24;
        }
      }
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    for (ZipFile archive : archives) {
      archive.close();
    }
  }
}
