package org.gatepost.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.gate.AccessLog;
import org.gatepost.mail.Address;

/** Looks in memory. */
final class InMemoryAccessLog implements AccessLog {
  private final List<Look> looks = new ArrayList<>();
  private boolean reachable = true;

  synchronized void reachable(boolean now) {
    reachable = now;
  }

  @Override
  public synchronized void looked(Look look) {
    if (!reachable) {
      throw new StorageUnavailableException(
          "The database does not answer.", new IllegalStateException("down"));
    }
    looks.addFirst(look);
  }

  @Override
  public synchronized List<Look> at(UUID subject, int most) {
    return looks.stream().filter(look -> look.subject().equals(subject)).limit(most).toList();
  }

  @Override
  public synchronized List<Look> by(Address person, int most) {
    return looks.stream().filter(look -> look.by().equals(person)).limit(most).toList();
  }

  @Override
  public synchronized List<Look> all(int most) {
    return looks.stream().limit(most).toList();
  }
}
