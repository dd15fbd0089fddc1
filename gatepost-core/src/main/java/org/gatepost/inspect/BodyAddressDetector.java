package org.gatepost.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gatepost.inspect.AddressCheck.Doubt;
import org.gatepost.inspect.Mentions.Mention;
import org.gatepost.mail.Address;

/**
 * Addresses in the text that lead where the writer hardly means: whoever answers there repeats the
 * mistake. Each goes through the same checks as the recipients do. What is only quoted from earlier
 * mail is reported with little confidence.
 */
public final class BodyAddressDetector implements Detector {
  /** Of a doubted address that the writer only quotes. */
  private static final double QUOTED = 0.5;

  /** That part of a text was not looked at. */
  private static final double UNSEEN = 0.5;

  /** Addresses beyond this are counted in one finding. */
  private static final int SINGLE = 20;

  private final Mentions mentions;
  private final List<AddressCheck> checks;

  /**
   * @param checks the first that doubts an address speaks
   */
  public BodyAddressDetector(Mentions mentions, List<AddressCheck> checks) {
    this.mentions = mentions;
    this.checks = List.copyOf(checks);
  }

  @Override
  public List<Finding> inspect(Outgoing outgoing) throws IOException {
    Mentions.Found found = mentions.read(outgoing.message());
    List<Finding> all = new ArrayList<>();
    for (Mention mention : found.mentions()) {
      Optional<Doubt> doubt =
          checks.stream()
              .flatMap(check -> check.look(mention.address(), outgoing).stream())
              .findFirst();
      doubt.map(because -> finding(mention, because, outgoing)).ifPresent(all::add);
    }
    all.sort(Comparator.comparingDouble(Finding::confidence).reversed()); // the surest by name
    List<Finding> findings = new ArrayList<>(all.subList(0, Math.min(SINGLE, all.size())));
    List<Finding> further = all.subList(findings.size(), all.size());
    if (!further.isEmpty()) {
      findings.add(more(further, outgoing));
    }
    if (!found.complete()) {
      findings.add(incomplete(outgoing));
    }
    return findings;
  }

  private static Finding finding(Mention mention, Doubt doubt, Outgoing outgoing) {
    Address address = mention.address();
    return new Finding(
        FindingKind.BODY_ADDRESS,
        mention.quoted() ? Math.min(QUOTED, doubt.confidence()) : doubt.confidence(),
        outgoing.envelope().addresses(),
        Evidence.of("an address in " + mention.where() + " is " + doubt.evidence()),
        "In " + mention.where() + ", " + address + " " + doubt.is() + "." + doubt.rest(),
        doubt.likely().map(likely -> new Finding.Suggestion(address, likely)).stream().toList());
  }

  private static Finding more(List<Finding> further, Outgoing outgoing) {
    String count = further.size() + " further addresses";
    return new Finding(
        FindingKind.BODY_ADDRESS,
        further.stream().mapToDouble(Finding::confidence).max().orElse(0),
        outgoing.envelope().addresses(),
        Evidence.of(count + " in the text are doubtful"),
        count + " in the text lead where you may not mean them to.",
        further.stream().flatMap(one -> one.suggestions().stream()).toList());
  }

  /**
   * Says that not everything was looked at; no surer than that, because nobody can act on it: a log
   * of 20 MB in the text is no mistake. A policy may still hold it.
   */
  private static Finding incomplete(Outgoing outgoing) {
    return new Finding(
        FindingKind.BODY_ADDRESS,
        UNSEEN,
        outgoing.envelope().addresses(),
        Evidence.of("more text or more addresses than are looked at"),
        "The text is too long, or names too many addresses, for all of them to be checked.");
  }
}
