package org.gatepost.correspondence;

import java.util.function.UnaryOperator;
import org.gatepost.mail.Domain;

class InMemoryNeighboursTest extends NeighbourContract {
  private final InMemoryCorrespondence memory =
      new InMemoryCorrespondence(
          address -> address.domain().equals(Domain.of("city.example")), UnaryOperator.identity());

  @Override
  protected Correspondence correspondence() {
    return memory;
  }

  @Override
  protected CorrespondenceLog log() {
    return memory;
  }
}
