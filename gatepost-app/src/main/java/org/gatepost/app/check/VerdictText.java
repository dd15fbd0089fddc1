package org.gatepost.app.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.gatepost.app.Plain;
import org.gatepost.inspect.Finding;
import org.gatepost.policy.Decision;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Verdict;

/** The verdict for a person in a hurry: what, why, what can be done, and only then who. */
public final class VerdictText {
  private static final int NAMED = 10;

  private VerdictText() {}

  public static List<String> lines(String file, Checked.Judged judged, boolean allFindings) {
    Verdict verdict = judged.verdict();
    List<String> lines = new ArrayList<>();
    lines.add(Plain.line(verdict.strictest().wireName().toUpperCase(Locale.ROOT) + "  " + file));
    reasons(verdict).forEach(reason -> lines.add("  " + Plain.line(reason)));
    if (!verdict.offers().isEmpty()) {
      lines.add("  You can:");
      verdict.offers().forEach(offer -> lines.add("    - " + words(offer)));
    }
    if (allFindings) {
      verdict.furtherFindings().forEach(finding -> lines.add("  " + further(finding)));
    }
    recipients(verdict.decisions(), lines);
    return lines;
  }

  /** For a message that could not be judged; its recipients may not be known. */
  public static List<String> lines(String file, Checked.Unjudged unjudged) {
    List<String> lines = new ArrayList<>();
    lines.add(Plain.line("UNABLE  " + file));
    lines.add("  " + Plain.line(unjudged.because()));
    if (!unjudged.decisions().isEmpty()) {
      recipients(unjudged.decisions(), lines);
    }
    return lines;
  }

  private static Set<String> reasons(Verdict verdict) {
    Stream<String> reasons =
        verdict.isClean()
            ? Stream.of("Nothing speaks against it.")
            : Stream.concat(
                verdict.findings().stream().map(Finding::because),
                verdict.decisions().stream().flatMap(VerdictText::sentence));
    return reasons
        .filter(reason -> !reason.isEmpty())
        .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
  }

  /** What a decision itself says, where no finding says it. */
  private static Stream<String> sentence(Decision decision) {
    return switch (decision.disposition()) {
      case Disposition.Refuse(String text) -> Stream.of(text);
      case Disposition.Unable _ -> Stream.of(decision.because());
      case Disposition.Hold _, Disposition.Split _, Disposition.Seal _ ->
          decision.because().isEmpty()
              ? Stream.of("The rule " + decision.rule() + " asks for it.")
              : Stream.of();
      case Disposition.Deliver _ -> Stream.of();
    };
  }

  private static void recipients(List<Decision> unsorted, List<String> lines) {
    List<Decision> decisions =
        unsorted.stream()
            .sorted(
                Comparator.comparingInt((Decision decision) -> decision.disposition().strictness())
                    .reversed())
            .toList();
    lines.add("  " + (decisions.size() == 1 ? "1 recipient:" : decisions.size() + " recipients:"));
    int width =
        decisions.stream()
            .limit(NAMED)
            .mapToInt(decision -> decision.disposition().wireName().length())
            .max()
            .orElse(0);
    for (Decision decision : decisions.subList(0, Math.min(NAMED, decisions.size()))) {
      String what = decision.disposition().wireName();
      lines.add(
          Plain.line(
              "    "
                  + what
                  + " ".repeat(width - what.length() + 2)
                  + decision.recipient()
                  + " ("
                  + decision.place().wireName()
                  + ", "
                  + decision.rule()
                  + ")"));
    }
    if (decisions.size() > NAMED) {
      lines.add("    and " + (decisions.size() - NAMED) + " more");
    }
  }

  private static String further(Finding finding) {
    return Plain.line("Also seen (" + finding.kind().wireName() + "): " + finding.because());
  }

  private static String words(Offer offer) {
    return switch (offer) {
      case SPLIT -> "send each person a copy of their own (split)";
      case MAILING -> "write to many people by a mailing, not built yet (mailing)";
      case DROP_BCC -> "take the Bcc line out (drop-bcc)";
      case CORRECT_ADDRESS -> "correct the address wherever it stands (correct-address)";
      case CHANGE_RECIPIENTS -> "correct or remove recipients (change-recipients)";
      case CANCEL -> "cancel it (cancel)";
      case SEND_WITH_REASON -> "send it as it is and say why (send-with-reason)";
    };
  }
}
