package org.gatepost.smtp.client;

/**
 * One turn at the next hop: a connection that is lent out until it is given back or dropped. A turn
 * ends once; what is asked of it after that does nothing. Used by one thread at a time.
 */
final class Turn {
  private final HopPool pool;
  private final HopPool.Holder holder;
  private final boolean reused;
  private HopConnection connection;
  private boolean over;

  Turn(HopPool pool, HopPool.Holder holder, HopConnection connection, boolean reused) {
    this.pool = pool;
    this.holder = holder;
    this.connection = connection;
    this.reused = reused;
  }

  HopPool.Holder holder() {
    return holder;
  }

  HopConnection connection() {
    return connection;
  }

  /** Whether others have used the connection before. */
  boolean reused() {
    return reused;
  }

  /**
   * A new connection in place of this one.
   *
   * @throws HopUnavailableException when there is none to be had; the turn is over then
   */
  void replace() throws HopUnavailableException {
    connection.abort();
    boolean replaced = false;
    try {
      connection = pool.dial();
      replaced = true;
    } finally {
      if (!replaced) {
        drop();
      }
    }
  }

  /** Ends the turn; the connection is ready for MAIL and for whoever comes next. */
  void giveBack() {
    if (!over) {
      over = true;
      pool.keep(connection);
      pool.ended(this);
    }
  }

  /** Ends the turn; the connection is of no more use. */
  void drop() {
    if (!over) {
      over = true;
      connection.abort();
      pool.ended(this);
    }
  }
}
