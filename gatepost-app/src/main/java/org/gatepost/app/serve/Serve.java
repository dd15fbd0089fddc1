package org.gatepost.app.serve;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import org.gatepost.app.ExitStatus;
import org.gatepost.app.config.Configuration;

/** Runs everything on one machine until it is told to stop. */
public final class Serve {
  /** A part of the program that can run in a process of its own. */
  public enum Role {
    GATE,
    CONSOLE,
    PORTAL
  }

  private Serve() {}

  /**
   * Runs until SIGTERM.
   *
   * @param data the data folder
   * @return the exit status
   */
  public static int run(
      Configuration configuration, Path data, Set<Role> roles, PrintWriter out, PrintWriter err) {
    err.println("gatepost: serve is not built in this version.");
    return ExitStatus.FAULT;
  }
}
