package org.gatepost.bench.recipients;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.app.config.Configuration;
import org.gatepost.bench.recipients.Corpus.Mail;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;

/** What the program learns from a message of the corpus, which has no headers but these. */
final class Learning {
  private final Configuration configuration;

  Learning(Configuration configuration) {
    this.configuration = configuration;
  }

  private boolean isInside(Address address) {
    return configuration.organisation().isInside(address, Optional.empty());
  }

  /**
   * A memory that has learned nothing yet.
   *
   * @param identities for each address of somebody with several: the one that stands for them
   */
  InMemoryCorrespondence memory(Map<Address, Address> identities) {
    return new InMemoryCorrespondence(
        this::isInside, address -> identities.getOrDefault(address, address));
  }

  Exchange exchange(Mail mail) {
    return new Exchange(
        mail.when(),
        new NamedAddress(mail.fromName(), mail.from()),
        mail.named(),
        Set.of(),
        SubjectKey.of(mail.subject()),
        ThreadMarks.none(),
        configuration.correspondence().caseReferences().in(mail.subject() + "\n" + mail.body()),
        Exchange.Origin.SENT,
        Exchange.Showing.NOBODY);
  }

  /**
   * Octets of heap that the memory of everything takes, for each person inside who wrote. What the
   * collector leaves before and after; a few in a hundred either way.
   */
  double octetsPerSender(Corpus corpus) throws IOException {
    InMemoryCorrespondence memory = memory(corpus.identities());
    Set<Address> senders = new HashSet<>();
    long before = used();
    corpus.forEach(
        mail -> {
          if (!mail.to().isEmpty()) {
            memory.learn(exchange(mail));
            if (isInside(mail.from())) {
              senders.add(mail.from());
            }
          }
        });
    long after = used();
    return senders.isEmpty() ? 0 : (double) Math.max(0, after - before) / senders.size();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
