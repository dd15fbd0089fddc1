package org.gatepost.directory;

import java.io.IOException;

/** Where a password is fetched from, anew for each reading, so that it can be changed. */
@FunctionalInterface
public interface Password {
  /**
   * The password.
   *
   * @throws IOException when there is none, or it cannot be read
   */
  String fetch() throws IOException;
}
