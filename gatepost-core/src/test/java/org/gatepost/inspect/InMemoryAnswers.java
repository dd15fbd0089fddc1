package org.gatepost.inspect;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatepost.mail.Address;

/** Answers as long as the process runs. Passes the same contract as the real ones. */
public final class InMemoryAnswers implements AnswerBook {
  private final Map<GivenAnswer, Instant> used = new HashMap<>();

  public synchronized void note(List<GivenAnswer> answers, Instant at) {
    answers.forEach(answer -> used.merge(answer, at, InMemoryAnswers::later));
  }

  @Override
  public Answers about(Address sender, List<Address> people, Instant now) {
    return new Answers() {
      @Override
      public boolean isMeant(Address person, FindingKind kind) {
        return people.contains(person) && isKnown(new GivenAnswer.Meant(sender, person, kind), now);
      }

      @Override
      public boolean isMistake(Address person) {
        return isKnown(new GivenAnswer.Mistaken(person), now);
      }
    };
  }

  private synchronized boolean isKnown(GivenAnswer answer, Instant now) {
    return used.computeIfPresent(answer, (_, before) -> later(before, now)) != null;
  }

  synchronized long forgetBefore(Instant then) {
    long before = used.size();
    used.values().removeIf(at -> at.isBefore(then));
    return before - used.size();
  }

  synchronized long erase(Address address) {
    Address person = address.person();
    long before = used.size();
    used.keySet()
        .removeIf(
            answer ->
                switch (answer) {
                  case GivenAnswer.Meant(var sender, var meant, _) ->
                      sender.equals(person) || meant.equals(person);
                  case GivenAnswer.Mistaken(var wrong) -> wrong.equals(person);
                });
    return before - used.size();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
