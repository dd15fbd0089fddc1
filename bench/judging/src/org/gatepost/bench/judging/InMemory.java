package org.gatepost.bench.judging;

import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.InMemoryCorrespondence;

/** The memory of {@code check} and {@code replay}, in this process. */
final class InMemory implements MemoryUnderTest {
  private final InMemoryCorrespondence memory =
      new InMemoryCorrespondence(Town::isInside, UnaryOperator.identity());

  @Override
  public void fill(Town town) {
    town.fill(memory);
  }

  @Override
  public Correspondence correspondence() {
    return memory;
  }

  @Override
  public void chill() {
    // There is nothing between this memory and the processor's own caches.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
