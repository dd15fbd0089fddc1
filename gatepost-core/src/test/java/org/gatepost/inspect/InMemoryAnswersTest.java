package org.gatepost.inspect;

import java.time.Instant;
import java.util.List;
import org.gatepost.mail.Address;

class InMemoryAnswersTest extends AnswerBookContract {
  private final InMemoryAnswers answers = new InMemoryAnswers();

  @Override
  protected AnswerBook book() {
    return answers;
  }

  @Override
  protected void note(List<GivenAnswer> given, Instant at) {
    answers.note(given, at);
  }

  @Override
  protected long forgetBefore(Instant then) {
    return answers.forgetBefore(then);
  }

  @Override
  protected long erase(Address person) {
    return answers.erase(person);
  }
}
