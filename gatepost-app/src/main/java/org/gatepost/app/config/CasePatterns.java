package org.gatepost.app.config;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.CaseReferences;

/**
 * Case references by regular expressions without back references (RE2), which take time linear in
 * the text. Case does not matter, and a reference does not begin or end within a word.
 */
public final class CasePatterns implements CaseReferences {
  private static final int LONGEST_PATTERN = 200;

  /** Case numbers, tickets, planning and licence numbers as they are written most often. */
  static final List<Pattern> USUAL =
      Stream.of(
              "[A-Z]{1,4}/[0-9]{4}/[0-9]{2,6}",
              "\\[[A-Z]+ ?# ?[A-Z0-9-]*[0-9]\\]",
              "[0-9]{2}/[0-9]{4,5}/[A-Z]{2,5}",
              "[A-Z]{1,5}/[0-9]{2}/[0-9]{4,6}",
              "(LN|LIC|PREM)[-/ ]?[0-9]{4,10}")
          .map(CasePatterns::parse)
          .flatMap(Optional::stream)
          .toList();

  private final Map<Pattern, Optional<LineMarks>> patterns = new LinkedHashMap<>();

  CasePatterns(List<Pattern> patterns) {
    patterns.forEach(pattern -> this.patterns.put(pattern, LineMarks.of(pattern.pattern())));
  }

  /** Reads a pattern; one that would find nothing or everything is none. */
  static Optional<Pattern> parse(String text) {
    if (text.length() > LONGEST_PATTERN) {
      return Optional.empty();
    }
    try {
      Pattern pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
      return pattern.matcher("").find() ? Optional.empty() : Optional.of(pattern);
    } catch (PatternSyntaxException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public Set<CaseReference> in(String text) {
    Set<CaseReference> found = new LinkedHashSet<>();
    patterns.forEach(
        (pattern, marks) -> {
          if (marks.isPresent()) {
            lines(text, pattern, marks.get(), found);
          } else {
            look(text, pattern, found);
          }
        });
    return found;
  }

  /** The same without a look at lines: what is found must be no other. */
  static Set<CaseReference> everywhere(Pattern pattern, String text) {
    Set<CaseReference> found = new LinkedHashSet<>();
    look(text, pattern, found);
    return found;
  }

  private static void lines(
      String text, Pattern pattern, LineMarks marks, Set<CaseReference> found) {
    int start = 0;
    while (start < text.length() && found.size() < MOST) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (marks.mayStand(text, start, end)) {
        look(text.substring(start, end), pattern, found);
      }
      start = end + 1;
    }
  }

  private static void look(String text, Pattern pattern, Set<CaseReference> found) {
    Matcher matcher = pattern.matcher(text);
    while (found.size() < MOST && matcher.find()) {
      if (matcher.end() > matcher.start() && standsAlone(text, matcher.start(), matcher.end())) {
        found.add(new CaseReference(matcher.group()));
      }
    }
  }

  private static boolean standsAlone(String text, int start, int end) {
    return !goesOn(text, start - 1, start) && !goesOn(text, end, end - 1);
  }

  /** True when a letter or digit inside has another one outside beside it. */
  private static boolean goesOn(String text, int outside, int inside) {
    return outside >= 0
        && outside < text.length()
        && Character.isLetterOrDigit(text.charAt(outside))
        && Character.isLetterOrDigit(text.charAt(inside));
  }
}
