package org.gatepost.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.hold.HeldMail;
import org.gatepost.hold.HeldMail.Actor;
import org.gatepost.hold.HeldMail.Outcome;
import org.gatepost.hold.Hold;

/**
 * Asks for what a form says. Whether it is allowed is not decided here but where it is carried out,
 * so that every page, and every other way in, gets the same answer.
 */
final class Deciding {
  private static final HeldMail.Change WITHOUT_BCC = new HeldMail.Change(Set.of(), Map.of(), true);

  private final HeldMail heldMail;

  Deciding(HeldMail heldMail) {
    this.heldMail = heldMail;
  }

  /** What is wrong with the form for a choice. */
  static List<Problem> problems(Choice choice, HttpServletRequest request) {
    String reason = ReasonForm.typed(request);
    Optional<String> objection =
        switch (choice) {
          case AS_IS, ASK, DECLINE, APPROVE_AS_IS -> ReasonForm.objection(reason);
          case APPROVE -> ReasonForm.tooLong(reason);
          case COPIES, DROP_BCC, CORRECT, CANCEL, RECIPIENTS, HELD_AGAIN -> Optional.empty();
        };
    return objection
        .map(text -> List.of(new Problem(choice.pathName() + "-reason", text)))
        .orElse(List.of());
  }

  Outcome carryOut(Choice choice, Hold hold, Actor actor, HttpServletRequest request) {
    String reason = ReasonForm.typed(request);
    return switch (choice) {
      case COPIES -> heldMail.sendCopies(hold.id(), actor);
      case AS_IS -> heldMail.sendAsIs(hold.id(), actor, reason);
      case DROP_BCC -> heldMail.change(hold.id(), actor, WITHOUT_BCC);
      case CORRECT -> heldMail.correct(hold.id(), actor);
      case CANCEL -> heldMail.cancel(hold.id(), actor);
      case ASK -> heldMail.askReviewer(hold.id(), actor, reason);
      case APPROVE ->
          heldMail.approve(hold.id(), actor, Optional.of(reason).filter(text -> !text.isEmpty()));
      case APPROVE_AS_IS -> heldMail.approveAsIs(hold.id(), actor, reason);
      case DECLINE -> heldMail.decline(hold.id(), actor, reason);
      case RECIPIENTS, HELD_AGAIN -> throw new Missing();
    };
  }

  Outcome change(Hold hold, Actor actor, HeldMail.Change change) {
    return heldMail.change(hold.id(), actor, change);
  }
}
