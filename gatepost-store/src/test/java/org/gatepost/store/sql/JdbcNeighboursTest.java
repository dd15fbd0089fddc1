package org.gatepost.store.sql;

import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.CorrespondenceLog;
import org.gatepost.correspondence.NeighbourContract;
import org.gatepost.store.SharedStore;
import org.junit.jupiter.api.BeforeEach;

class JdbcNeighboursTest extends NeighbourContract {
  private final JdbcCorrespondence stored = SharedStore.correspondence();

  @BeforeEach
  void emptyTables() {
    SharedStore.clear();
  }

  @Override
  protected Correspondence correspondence() {
    return stored;
  }

  @Override
  protected CorrespondenceLog log() {
    return stored;
  }
}
