package org.gatepost.inspect;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gatepost.recipient.Sign;

/** The recipient has had no part in the conversation. */
final class ThreadGround implements Ground {
  @Override
  public Set<Sign> signs() {
    return EnumSet.range(Sign.REPLY, Sign.THREAD_AUTHOR_PRESENT);
  }

  @Override
  public Optional<Telling> tell(Suspect suspect) {
    boolean others = suspect.sign(Sign.OTHERS_IN_THREAD) > 0;
    boolean authorLeftOut = suspect.sign(Sign.THREAD_AUTHOR_PRESENT) == 0;
    if (suspect.sign(Sign.IN_THREAD) != 0 || !(others || authorLeftOut)) {
      return Optional.empty();
    }
    return Optional.of(
        new Telling(
            FindingKind.THREAD_NEWCOMER,
            "It has had no part in this conversation so far"
                + (authorLeftOut ? ", and whoever wrote to you last does not get this." : "."),
            "a recipient who is new to the conversation",
            Optional.empty()));
  }
}
