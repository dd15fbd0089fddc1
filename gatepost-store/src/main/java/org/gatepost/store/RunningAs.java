package org.gatepost.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who this process is to the operating system. */
public final class RunningAs {
  private RunningAs() {}

  public static boolean root() {
    return uid() == 0;
  }

  /** The numeric user id; the one who owns {@code /proc/self}. */
  public static int uid() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | UnsupportedOperationException notLinux) {
      return -1;
    }
  }
}
