package org.gatepost.store.sql;

import org.gatepost.delivery.Ledger;
import org.gatepost.delivery.SettlementContract;
import org.gatepost.store.SharedStore;
import org.junit.jupiter.api.BeforeEach;

class JdbcSettlementTest extends SettlementContract {
  @BeforeEach
  void emptyTables() {
    SharedStore.clear();
  }

  @Override
  protected Ledger ledger() {
    return SharedStore.store().ledger();
  }
}
