package org.gatepost.web.console;

import java.util.List;
import java.util.Optional;
import org.gatepost.inspect.MarkedLetters;
import org.gatepost.policy.Offer;

/**
 * A held message as a page shows it. Holds neither body nor attachments.
 *
 * @param base where the forms post to: {@code /held/<id>} or {@code /h/<token>}
 * @param viewer who looks
 * @param waits what it waits for, a sentence; empty when it has ended
 * @param copies how many of them get a copy of their own when a reviewer lets it go
 * @param asked what the sender told the reviewer
 * @param reasonTyped what was typed before the form came back
 */
public record HoldPage(
    String base,
    Viewer viewer,
    String subject,
    String sender,
    Tag state,
    String waits,
    String heldAt,
    int recipients,
    int copies,
    List<Reason> reasons,
    List<Offer> offers,
    List<Correction> corrections,
    boolean mayAsk,
    Optional<String> asked,
    Optional<Ending> ending,
    Optional<DeliveryCounts> deliveries,
    List<String> obstacles,
    String reasonTyped) {
  /** Who looks at the page, and so what it offers. */
  public enum Viewer {
    /** The sender, signed in. */
    OWNER,
    /** The sender, by the link in the notice. */
    LINK,
    /** A second person. */
    REVIEWER,
    /** A data-protection officer with a reason: may look, decides nothing. */
    OFFICER
  }

  /** One thing that is wrong, with the first few people whom it concerns. */
  public record Reason(String because, List<String> people, int more) {
    public Reason {
      people = List.copyOf(people);
    }
  }

  /** An address that is doubted, and the one that was most likely meant. */
  public record Correction(MarkedLetters wrong, MarkedLetters likely) {}

  /** How it ended. */
  public record Ending(String what, String by, String when, Optional<String> reason) {}

  public HoldPage {
    reasons = List.copyOf(reasons);
    offers = List.copyOf(offers);
    corrections = List.copyOf(corrections);
    obstacles = List.copyOf(obstacles);
  }

  public boolean byLink() {
    return viewer == Viewer.LINK;
  }

  public boolean mayDecide() {
    return ending.isEmpty() && (viewer == Viewer.OWNER || viewer == Viewer.LINK);
  }

  public boolean offers(Offer offer) {
    return offers.contains(offer);
  }

  public String people() {
    return Words.people(recipients);
  }

  HoldPage with(List<String> obstaclesFound, String typed) {
    return new HoldPage(
        base,
        viewer,
        subject,
        sender,
        state,
        waits,
        heldAt,
        recipients,
        copies,
        reasons,
        offers,
        corrections,
        mayAsk,
        asked,
        ending,
        deliveries,
        obstaclesFound,
        typed);
  }
}
