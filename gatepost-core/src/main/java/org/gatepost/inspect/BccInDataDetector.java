package org.gatepost.inspect;

import java.util.List;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;

/**
 * A Bcc field in the data (RFC 5322 section 3.6.3). The mail program should have taken it out: as
 * it stands, every reader sees who was meant to be hidden.
 */
public final class BccInDataDetector implements Detector {
  @Override
  public List<Finding> inspect(Outgoing outgoing) {
    List<Address> hidden =
        outgoing.message().heading().addressees().stream()
            .filter(addressee -> addressee.place() == Addressee.Place.BCC)
            .map(Addressee::address)
            .distinct()
            .toList();
    boolean seenByOthers =
        outgoing.audience().readers().values().stream()
            .map(Reader::address)
            .anyMatch(reader -> !hidden.equals(List.of(reader)));
    if (hidden.isEmpty() || !seenByOthers) {
      return List.of();
    }
    String who = hidden.size() == 1 ? "1 hidden recipient" : hidden.size() + " hidden recipients";
    return List.of(
        new Finding(
            FindingKind.BCC_IN_DATA,
            0.99,
            hidden,
            Evidence.of("a Bcc field in the headers, with " + who),
            "The Bcc line is still in the message: everyone who gets it would see " + who + "."));
  }
}
