package org.gatepost.app.config;

import java.util.BitSet;
import java.util.Optional;

/**
 * What a line must hold for a regular expression to match in it, as far as its text shows: a digit,
 * and signs such as a slash. Looking for those first is some fifty times as fast as the expression,
 * and nothing is missed: an expression that is not understood here has none.
 *
 * @param digit true when every match holds one of 0 to 9
 * @param signs ASCII characters other than letters and digits that every match holds
 */
record LineMarks(boolean digit, String signs) {
  private static final String BEGINS_SOMETHING_ELSE = "^$|*+?{}]";

  /**
   * Reads an expression (RE2).
   *
   * @return empty when a match may go on into the next line, or when it is not understood
   */
  static Optional<LineMarks> of(String expression) {
    return new Reading(expression).read();
  }

  /** True when a match may begin and end between these two places of a text. */
  boolean mayStand(String text, int start, int end) {
    for (int i = 0; i < signs.length(); i++) {
      int at = text.indexOf(signs.charAt(i), start, end);
      if (at < 0) {
        return false;
      }
    }
    if (!digit) {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** One way through an expression: atoms, each with its quantifier. */
  private static final class Reading {
    private final String expression;
    private final BitSet signs = new BitSet();
    private int at;
    private boolean digit;

    Reading(String expression) {
      this.expression = expression;
    }

    Optional<LineMarks> read() {
      while (at < expression.length()) {
        if (!atom(true)) {
          return Optional.empty();
        }
      }
      StringBuilder all = new StringBuilder();
      signs.stream().forEach(sign -> all.append((char) sign));
      return Optional.of(new LineMarks(digit, all.toString()));
    }

    /** False when it is not understood. */
    private boolean atom(boolean always) {
      char c = expression.charAt(at++);
      return switch (c) {
        case '(' -> group();
        case '[' -> set(always);
        case '\\' -> escaped(always);
        case '.' -> {
          isNeeded();
          yield true;
        }
        default -> BEGINS_SOMETHING_ELSE.indexOf(c) < 0 && single(c, always);
      };
    }

    private boolean single(char c, boolean always) {
      boolean needed = isNeeded() && always;
      if (needed && isDigit(c)) {
        digit = true;
      } else if (needed && c > ' ' && c < 127 && !Character.isLetter(c)) {
        signs.set(c);
      }
      return c != '\n' && c != '\r';
    }

    /** What stands in a group need not be in every match: it may be one of several ways. */
    private boolean group() {
      if (next('?')) {
        return false;
      }
      while (at < expression.length() && expression.charAt(at) != ')') {
        if (expression.charAt(at) == '|') {
          at++;
        } else if (!atom(false)) {
          return false;
        }
      }
      at++;
      isNeeded();
      return at <= expression.length();
    }

    private boolean set(boolean always) {
      int end = expression.indexOf(']', at + 1);
      if (end < 0) {
        return false;
      }
      String members = expression.substring(at, end);
      at = end + 1;
      if (members.startsWith("^") || members.indexOf('[') >= 0 || members.indexOf('\\') >= 0) {
        return false;
      }
      digit |= isNeeded() && always && members.equals("0-9");
      return members.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    private boolean escaped(boolean always) {
      if (at == expression.length()) {
        return false;
      }
      char c = expression.charAt(at++);
      if (c == 'd') {
        digit |= isNeeded() && always;
        return true;
      }
      return !Character.isLetterOrDigit(c) && single(c, always);
    }

    /** Goes behind the quantifier; false when it allows none. */
    private boolean isNeeded() {
      boolean needed = true;
      if (next('?') || next('*')) {
        needed = false;
      } else if (next('{')) {
        needed = at < expression.length() && expression.charAt(at) != '0';
        int end = expression.indexOf('}', at);
        at = end < 0 ? expression.length() : end + 1;
      } else {
        next('+');
      }
      next('?'); // not greedy
      return needed;
    }

    private boolean next(char wanted) {
      boolean there = at < expression.length() && expression.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }
  }
}
