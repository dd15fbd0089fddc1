package org.gatepost.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** One run of the command line inside the test's own process. */
public record ProgramRun(int status, String out, String err) {
  /** Runs the command with these arguments. */
  public static ProgramRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int status = line.execute(args);
    return new ProgramRun(status, out.toString(), err.toString());
  }

  public static ProgramRun of(List<String> args) {
    return of(args.toArray(String[]::new));
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
