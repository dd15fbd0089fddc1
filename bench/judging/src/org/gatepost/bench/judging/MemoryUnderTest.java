package org.gatepost.bench.judging;

import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.CorrespondenceLog;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.mail.Address;

/** A memory that is filled and then asked. One that is kept in a database is named here as well. */
interface MemoryUnderTest {
  /** By the word on the command line. */
  Map<String, Supplier<MemoryUnderTest>> ALL = Map.of("in-memory", InMemory::new);

  Correspondence correspondence();

  CorrespondenceLog log();

  /** In this process. */
  final class InMemory implements MemoryUnderTest {
    private static final Predicate<Address> INSIDE =
        address -> address.domain().name().equals(Town.DOMAIN);

    private final InMemoryCorrespondence memory =
        new InMemoryCorrespondence(INSIDE, UnaryOperator.identity());

    @Override
    public Correspondence correspondence() {
      return memory;
    }

    @Override
    public CorrespondenceLog log() {
      return memory;
    }
  }
}
