package org.gatepost.hold;

import org.gatepost.delivery.InMemoryLedger;
import org.gatepost.delivery.Ledger;

class InMemorySpoolRetryTest extends RetryContract {
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemorySpool spool = new InMemorySpool(ledger);

  @Override
  protected Spool spool() {
    return spool;
  }

  @Override
  protected Ledger ledger() {
    return ledger;
  }
}
