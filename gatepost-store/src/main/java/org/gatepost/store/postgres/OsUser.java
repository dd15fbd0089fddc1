package org.gatepost.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A user of the operating system, by number. */
record OsUser(int uid, int gid) {
  /** Who owns a file. */
  static OsUser ownerOf(Path path) throws IOException {
    return new OsUser(
        (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS),
        (Integer) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS));
  }

  /** The account of that name, from {@code /etc/passwd}. */
  static Optional<OsUser> named(String name) throws IOException {
    Path accounts = Path.of("/etc/passwd");
    if (!Files.isReadable(accounts)) {
      return Optional.empty();
    }
    for (String line : Files.readAllLines(accounts)) {
      String[] fields = line.split(":", -1);
      if (fields.length > 3 && fields[0].equals(name)) {
        return Optional.of(new OsUser(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
      }
    }
    return Optional.empty();
  }
}
