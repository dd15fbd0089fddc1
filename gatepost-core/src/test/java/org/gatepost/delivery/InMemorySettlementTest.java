package org.gatepost.delivery;

class InMemorySettlementTest extends SettlementContract {
  private final InMemoryLedger ledger = new InMemoryLedger();

  @Override
  protected Ledger ledger() {
    return ledger;
  }
}
