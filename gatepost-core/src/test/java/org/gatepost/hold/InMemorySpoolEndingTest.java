package org.gatepost.hold;

import org.gatepost.delivery.InMemoryLedger;
import org.gatepost.delivery.Ledger;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.InMemoryAnswers;

class InMemorySpoolEndingTest extends EndingContract {
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryAnswers answers = new InMemoryAnswers();
  private final InMemorySpool spool = new InMemorySpool(ledger, answers);

  @Override
  protected Spool spool() {
    return spool;
  }

  @Override
  protected Ledger ledger() {
    return ledger;
  }

  @Override
  protected AnswerBook answers() {
    return answers;
  }
}
