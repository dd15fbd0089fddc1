package org.gatepost.audience;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;

/**
 * Lists learned from mail in this process. Lists are only ever added, and an archive that was seen
 * once stays: no later message can take it back.
 */
public final class LearnedLists implements KnownLists {
  /** An organisation meets some thousands; more than this is a flood, and the rest is not kept. */
  static final int MOST = 100_000;

  private final Map<Address, Seen> lists = new ConcurrentHashMap<>();

  /** Takes in what a message's header says of a list. */
  public void learn(Message message) {
    ListSigns.of(message)
        .ifPresent(signs -> signs.addresses().forEach(address -> learn(address, signs)));
  }

  private void learn(Address address, ListSigns signs) {
    Address person = address.person();
    if (lists.size() >= MOST && !lists.containsKey(person)) {
      return;
    }
    lists.merge(
        person,
        new Seen(address, signs.name(), signs.archive(), 1),
        (before, now) ->
            new Seen(
                before.address(),
                before.name().isEmpty() ? now.name() : before.name(),
                before.archive().or(now::archive),
                before.messages() + 1));
  }

  @Override
  public Optional<Seen> find(Address address) {
    return Optional.ofNullable(lists.get(address.person()));
  }
}
