package org.gatepost.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.Delivery;
import org.gatepost.delivery.Ledger;
import org.gatepost.hold.Awaiting;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.Hold;
import org.gatepost.hold.HoldState;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.MarkedLetters;
import org.gatepost.mail.Address;
import org.gatepost.policy.Offer;
import org.gatepost.web.console.HoldPage.Viewer;

/** Makes the page of a held message for whoever looks at it. */
final class HoldPages {
  /** More people than this are counted and listed on a page of their own. */
  static final int NAMED = 10;

  private final HeldMail heldMail;
  private final Spool spool;
  private final Ledger ledger;
  private final HumanTime time;
  private final boolean trial;

  HoldPages(HeldMail heldMail, Spool spool, Ledger ledger, HumanTime time, boolean trial) {
    this.heldMail = heldMail;
    this.spool = spool;
    this.ledger = ledger;
    this.time = time;
    this.trial = trial;
  }

  HoldPage of(Hold hold, Viewer viewer, String base) {
    Optional<String> asked =
        hold.awaiting() == Awaiting.REVIEWER ? spool.askedBecause(hold.id()) : Optional.empty();
    return new HoldPage(
        base,
        viewer,
        Words.subject(hold.subject()),
        hold.owner()
            .or(() -> hold.envelope().reversePath().mailbox())
            .map(Address::toString)
            .orElse("a program"),
        viewer == Viewer.OWNER || viewer == Viewer.LINK ? Words.ownTag(hold) : Words.tag(hold),
        Words.waits(hold, time, trial),
        time.at(hold.heldAt()),
        hold.envelope().recipients().size(),
        asked.isPresent() ? 0 : hold.split().size(),
        hold.findings().stream().map(HoldPages::reason).toList(),
        offers(hold),
        corrections(hold),
        hold.state() == HoldState.HELD
            && hold.awaiting() == Awaiting.SENDER
            && heldMail.hasSecondPerson(hold),
        asked,
        hold.resolution().map(this::ending),
        hold.state() == HoldState.RELEASED && viewer != Viewer.LINK
            ? Optional.of(DeliveryCounts.of(copies(hold)))
            : Optional.empty(),
        List.of(),
        "");
  }

  List<Delivery.Progress> copies(Hold hold) {
    return ledger.progress(hold.id()).stream().filter(DeliveryCounts::isCopy).toList();
  }

  /** Everyone whom a finding names, once. */
  static List<Address> concerned(Hold hold) {
    return hold.findings().stream()
        .flatMap(finding -> finding.recipients().stream())
        .distinct()
        .toList();
  }

  /** The policy's offers; somebody who may still undo can always cancel. */
  private static List<Offer> offers(Hold hold) {
    if (hold.state() != HoldState.HELD) {
      return List.of();
    }
    return switch (hold.awaiting()) {
      case SENDER -> hold.offers();
      case TIMER -> {
        List<Offer> offers = new ArrayList<>(hold.offers());
        if (!offers.contains(Offer.CANCEL)) {
          offers.add(Offer.CANCEL);
        }
        yield offers;
      }
      case REVIEWER -> List.of(Offer.CANCEL);
      case SPLIT -> List.of();
    };
  }

  private static List<HoldPage.Correction> corrections(Hold hold) {
    return hold.suggestions().entrySet().stream()
        .map(
            pair ->
                new HoldPage.Correction(
                    MarkedLetters.of(pair.getKey(), pair.getValue()),
                    MarkedLetters.of(pair.getValue(), pair.getKey())))
        .toList();
  }

  private static HoldPage.Reason reason(Finding finding) {
    List<String> named = finding.recipients().stream().limit(NAMED).map(Address::toString).toList();
    return new HoldPage.Reason(
        finding.because(), named, finding.recipients().size() - named.size());
  }

  private HoldPage.Ending ending(Hold.Resolution resolution) {
    return new HoldPage.Ending(
        Words.ending(resolution, trial),
        resolution.by(),
        time.at(resolution.at()),
        resolution.reason().filter(reason -> !reason.isBlank()));
  }
}
