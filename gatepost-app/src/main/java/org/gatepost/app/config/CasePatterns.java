package org.gatepost.app.config;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
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

  private final List<Pattern> patterns;

  CasePatterns(List<Pattern> patterns) {
    this.patterns = List.copyOf(patterns);
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
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      while (found.size() < MOST && matcher.find()) {
        if (matcher.end() > matcher.start() && standsAlone(text, matcher.start(), matcher.end())) {
          found.add(new CaseReference(matcher.group()));
        }
      }
    }
    return found;
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
