package org.gatepost.app;

/** Foreign text made safe to print: no control characters, so no terminal can be steered by it. */
public final class Plain {
  private Plain() {}

  /** The text in one line; control characters and the marks that turn text around become '?'. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isHarmless(point) ? point : point == '\n' || point == '\t' ? ' ' : '?')
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
