package org.gatepost.store.sql;

import org.gatepost.delivery.Ledger;
import org.gatepost.hold.RetryContract;
import org.gatepost.hold.Spool;
import org.gatepost.store.SharedStore;

class JdbcSpoolRetryTest extends RetryContract {
  @Override
  protected Spool spool() {
    return SharedStore.store().spool();
  }

  @Override
  protected Ledger ledger() {
    return SharedStore.store().ledger();
  }
}
