package org.gatepost.gate;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the log is told of a fault: its kinds and where in our code it happened. Not its words,
 * which may name people: a database quotes the row that it refuses.
 */
public final class FaultText {
  private static final String OURS = "org.gatepost.";
  private static final int DEEPEST = 8;
  private static final int FRAMES = 12;

  private FaultText() {}

  public static String of(Throwable fault) {
    StringBuilder text = new StringBuilder();
    @Nullable Throwable cause = fault;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      text.append(depth == 0 ? "" : " caused by ")
          .append(cause.getClass().getName())
          .append(
              Arrays.stream(cause.getStackTrace())
                  .filter(frame -> frame.getClassName().startsWith(OURS))
                  .limit(FRAMES)
                  .map(StackTraceElement::toString)
                  .collect(Collectors.joining(" < ", " [", "]")));
    }
    return text.toString();
  }
}
