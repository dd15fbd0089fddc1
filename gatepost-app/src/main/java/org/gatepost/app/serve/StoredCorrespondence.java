package org.gatepost.app.serve;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatepost.app.check.Detection;
import org.gatepost.app.config.Configuration;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.gate.ExchangeReading;
import org.gatepost.store.Store;
import org.gatepost.store.sql.JdbcCorrespondence;

/** What the configuration says of the correspondence that a store keeps. */
public final class StoredCorrespondence {
  private StoredCorrespondence() {}

  /**
   * The correspondence of a store. Where the organisation has not named its domains, nobody can
   * tell who is inside, and every author counts as one of ours.
   */
  public static JdbcCorrespondence of(Store store, Configuration configuration) {
    Organisation organisation = configuration.organisation();
    boolean unnamed = organisation.domains().isEmpty();
    return store.correspondence(
        address -> unnamed || organisation.isInside(address, Optional.empty()),
        UnaryOperator.identity());
  }

  /** Reads what there is to learn from a message. */
  public static ExchangeReading reading(Configuration configuration, Correspondence known) {
    return Detection.reading(configuration, KnownLists.none(), known);
  }
}
