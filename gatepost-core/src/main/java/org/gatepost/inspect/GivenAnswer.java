package org.gatepost.inspect;

import java.util.List;
import org.gatepost.correspondence.Closeness;
import org.gatepost.mail.Address;

/** What a sender answered when they were asked about a recipient. */
public sealed interface GivenAnswer {
  /** The sender means this person, and the message went there. Both are by person. */
  record Meant(Address sender, Address person, FindingKind kind) implements GivenAnswer {
    public Meant {
      sender = sender.person();
      person = person.person();
    }
  }

  /** The sender took the address that was offered in place of this one, which is by person. */
  record Mistaken(Address person) implements GivenAnswer {
    public Mistaken {
      person = person.person();
    }
  }

  /** Of a sender who had the message sent to these people as it was. */
  static List<GivenAnswer> meant(Address sender, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> Answers.isAskedOnce(finding.kind()))
        .flatMap(
            finding ->
                finding.recipients().stream()
                    .<GivenAnswer>map(person -> new Meant(sender, person, finding.kind())))
        .distinct()
        .toList();
  }

  /**
   * Of a sender who took what was suggested. Only what is like another address is a slip; a list or
   * a namesake may be right elsewhere.
   */
  static List<GivenAnswer> mistaken(List<Finding> corrected) {
    return corrected.stream()
        .filter(finding -> finding.kind() == FindingKind.LOOKALIKE_RECIPIENT)
        .flatMap(finding -> finding.suggestions().stream())
        .filter(
            suggestion ->
                Closeness.between(suggestion.wrong().person(), suggestion.likely().person())
                    < Closeness.FAR)
        .<GivenAnswer>map(suggestion -> new Mistaken(suggestion.wrong()))
        .distinct()
        .toList();
  }
}
