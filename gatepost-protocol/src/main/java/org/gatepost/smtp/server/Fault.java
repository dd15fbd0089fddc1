package org.gatepost.smtp.server;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be logged of an exception: where it happened, not its words, which may hold mail. */
final class Fault {
  private static final int DEEPEST = 5;

  private Fault() {}

  static String describe(Throwable fault) {
    StringBuilder text = new StringBuilder();
    @Nullable Throwable cause = fault;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      text.append(depth == 0 ? "" : " caused by ")
          .append(cause.getClass().getName())
          .append(
              Arrays.stream(cause.getStackTrace())
                  .limit(12)
                  .map(StackTraceElement::toString)
                  .collect(Collectors.joining(" < ", " at ", "")));
    }
    return text.toString();
  }
}
