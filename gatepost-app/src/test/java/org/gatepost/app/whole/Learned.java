package org.gatepost.app.whole;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;

/** What a running Gatepost has learned: behind its answers, so whoever needs it waits for it. */
final class Learned {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Learned() {}

  /**
   * Waits until it is so.
   *
   * @param sender whose domain is the organisation's
   */
  static Recollection await(
      Path data, Address sender, List<Address> people, Predicate<Recollection> wanted)
      throws Exception {
    try (Store store =
        Store.join(
            StoreSettings.embedded(
                DataFolder.at(data),
                new IdentitySource(InstantSource.system(), new SecureRandom())))) {
      var correspondence =
          store.correspondence(
              address -> address.domain().equals(sender.domain()), UnaryOperator.identity());
      Inquiry inquiry = new Inquiry(sender, people, Set.of(), SubjectKey.of(""), Instant.now());
      Patience.await("It is learned", PATIENCE, () -> wanted.test(correspondence.recall(inquiry)));
      return correspondence.recall(inquiry);
    }
  }
}
