package org.gatepost.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.inspect.AddressCheck.Doubt;

/**
 * Recipients that are mailing lists which everybody can read, named directly or by an alias, in the
 * headers or in the envelope alone. One that is only in the headers counts too: answers go there.
 */
public final class PublicListDetector implements Detector {
  private final AddressCheck check;

  /**
   * @param check says which addresses are public lists
   */
  public PublicListDetector(AddressCheck check) {
    this.check = check;
  }

  @Override
  public List<Finding> inspect(Outgoing outgoing) {
    List<Finding> findings = new ArrayList<>();
    for (Reader reader : outgoing.audience().readers().values()) {
      check.look(reader.address(), outgoing).ifPresent(doubt -> findings.add(of(reader, doubt)));
    }
    return findings;
  }

  private static Finding of(Reader reader, Doubt doubt) {
    Optional<Finding.Suggestion> suggestion =
        doubt.likely().map(likely -> new Finding.Suggestion(reader.address(), likely));
    return new Finding(
        FindingKind.PUBLIC_LIST,
        doubt.confidence(),
        List.of(reader.address()),
        Evidence.of("a recipient (" + reader.place().wireName() + ") is " + doubt.evidence()),
        reader.address() + " " + doubt.is() + "." + doubt.rest(),
        suggestion.stream().toList());
  }
}
