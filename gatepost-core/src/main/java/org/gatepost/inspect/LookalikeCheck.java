package org.gatepost.inspect;

import java.util.Optional;
import org.gatepost.mail.Address;

/** Doubts every address that is nearly one which is used here, wherever it stands. */
public final class LookalikeCheck implements AddressCheck {
  private final Lookalikes lookalikes;

  public LookalikeCheck(Lookalikes lookalikes) {
    this.lookalikes = lookalikes;
  }

  @Override
  public Optional<Doubt> look(Address address, Outgoing outgoing) {
    return lookalikes
        .of(
            address.person(),
            outgoing.recollection(),
            outgoing.background().answers(),
            outgoing.audience().sender())
        .map(
            like ->
                new Doubt(
                    like.confidence(), "nearly a known address", like.words(), "", like.meant()));
  }
}
