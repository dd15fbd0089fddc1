package org.gatepost.store.sql;

import org.gatepost.delivery.Ledger;
import org.gatepost.hold.EndingContract;
import org.gatepost.hold.Spool;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.store.SharedStore;

class JdbcSpoolEndingTest extends EndingContract {
  @Override
  protected Spool spool() {
    return SharedStore.store().spool();
  }

  @Override
  protected Ledger ledger() {
    return SharedStore.store().ledger();
  }

  @Override
  protected AnswerBook answers() {
    return SharedStore.store().answers();
  }
}
