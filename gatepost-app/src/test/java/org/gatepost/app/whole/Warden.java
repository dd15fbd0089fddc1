package org.gatepost.app.whole;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends what the tests started when the tests themselves are killed: a shell that notes process ids
 * and, once its input ends with this process, kills those not taken back.
 */
final class Warden {
  private static final String SCRIPT =
      """
      trap '' TERM INT HUP
      list=' '
      while read -r word pid; do
        case $word in
          watch) list="$list$pid " ;;
          leave) list=$(printf %s "$list" | sed "s/ $pid / /") ;;
        esac
      done
      for pid in $list; do kill -9 "$pid"; done
      """;

  private static final OutputStream ORDERS = start();

  private Warden() {}

  static void watch(long pid) {
    say("watch " + pid);
  }

  static void leave(long pid) {
    say("leave " + pid);
  }

  private static void say(String order) {
    synchronized (ORDERS) {
      try {
        ORDERS.write((order + "\n").getBytes(StandardCharsets.US_ASCII));
        ORDERS.flush();
      } catch (IOException gone) {
        throw new UncheckedIOException("The warden is gone", gone);
      }
    }
  }

  private static OutputStream start() {
    try {
      return new ProcessBuilder("/bin/sh", "-c", SCRIPT)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .getOutputStream();
    } catch (IOException missing) {
      throw new UncheckedIOException("No /bin/sh", missing);
    }
  }
}
