package org.gatepost.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs everything on one machine until it is told to stop. Not built yet. */
@Command(name = "serve", description = "Run the gate and the console on this machine.")
final class Serve implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("gatepost: serve is not built yet");
    return 69;
  }
}
