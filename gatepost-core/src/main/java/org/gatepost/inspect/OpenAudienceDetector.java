package org.gatepost.inspect;

import java.util.List;
import java.util.stream.Collectors;
import org.gatepost.audience.Audience.Exposure;
import org.gatepost.mail.Address;

/**
 * People outside the organisation who would learn each other's addresses from the headers. How many
 * are too many is the policy's question.
 */
public final class OpenAudienceDetector implements Detector {
  private static final int NAMED_FIRST = 3;

  @Override
  public List<Finding> inspect(Outgoing outgoing) {
    Exposure exposure = outgoing.audience().exposure();
    if (exposure.exposed().isEmpty()) {
      return List.of();
    }
    return List.of(
        new Finding(
            FindingKind.OPEN_AUDIENCE,
            0.99,
            exposure.exposed(),
            Evidence.of(evidence(exposure)),
            because(exposure)));
  }

  private static String evidence(Exposure exposure) {
    long domains = exposure.visible().stream().map(Address::domain).distinct().count();
    String known =
        exposure.unknownToAll() == 0
            ? ""
            : "; " + exposure.unknownToAll() + " of them known to nobody there";
    return exposure.visible().size()
        + " outside addresses in the headers at "
        + (domains == 1 ? "1 domain" : domains + " domains")
        + known;
  }

  private static String because(Exposure exposure) {
    int exposed = exposure.exposed().size();
    int unknown = exposure.unknownToAll();
    String all =
        exposed
            + " people outside your organisation would see "
            + (exposed == exposure.visible().size()
                ? "each other's addresses."
                : "addresses of people they do not know.");
    if (unknown == 0 || unknown == exposed) {
      return all;
    }
    String names =
        exposure.exposed().stream()
            .limit(Math.min(unknown, NAMED_FIRST))
            .map(Address::toString)
            .collect(Collectors.joining(", "));
    String more = unknown > NAMED_FIRST ? " and " + (unknown - NAMED_FIRST) + " more" : "";
    return names + more + (unknown == 1 ? " is" : " are") + " known to nobody else there. " + all;
  }
}
