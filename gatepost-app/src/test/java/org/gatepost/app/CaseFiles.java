package org.gatepost.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The messages of the case folders, copied to where a command can read them. */
final class CaseFiles {
  private CaseFiles() {}

  static Path copy(String name, Path folder) throws IOException {
    Path copy = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    try (InputStream in = CaseFiles.class.getResourceAsStream("/cases/" + name)) {
      if (in == null) {
        throw new IllegalStateException("There is no case file " + name);
      }
      Files.copy(in, copy);
    }
    return copy;
  }
}
