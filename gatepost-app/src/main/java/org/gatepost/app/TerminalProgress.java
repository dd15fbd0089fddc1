package org.gatepost.app;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.gatepost.app.replay.Progress;

/** One line on the terminal that says how far it is, renewed a few times a second. */
final class TerminalProgress implements Progress {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final PrintWriter err;
  private final InstantSource clock;
  private Instant next;
  private long messages;
  private long octets;
  private long all;

  TerminalProgress(PrintWriter err, InstantSource clock) {
    this.err = err;
    this.clock = clock;
    this.next = clock.instant();
  }

  /** True when standard error is a terminal, wherever standard output goes. */
  static boolean isTerminal() {
    Path standardError = Path.of("/proc/self/fd/2");
    if (Files.isSymbolicLink(standardError)) {
      try {
        String target = Files.readSymbolicLink(standardError).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException unknown) {
        return false;
      }
    }
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  @Override
  public void begin(long size) {
    all = size;
  }

  @Override
  public void message() {
    messages++;
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      String share =
          all > 0 ? String.format(Locale.ROOT, ", %d %% of the files", octets * 100 / all) : "";
      err.print(String.format(Locale.ROOT, "\r%,d messages%s ", messages, share));
      err.flush();
    }
  }

  @Override
  public void unit(long size) {
    octets += size;
  }

  @Override
  public void end() {
    err.print("\r\u001b[K");
    err.flush();
  }
}
