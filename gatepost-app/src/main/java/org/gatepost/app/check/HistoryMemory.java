package org.gatepost.app.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gatepost.app.config.Configuration;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.LearnedLists;
import org.gatepost.audience.Organisation;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.JointCorrespondence;
import org.gatepost.correspondence.Recollection;
import org.gatepost.gate.ExchangeReading;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;

/**
 * What old mail taught in this process, for check and replay, and what was kept before. Where the
 * organisation has not named its domains, every author's own domain is an organisation with a
 * memory of its own.
 */
public final class HistoryMemory implements Correspondence {
  /** Authors' domains with a memory; mail of further ones is not learned from. */
  private static final int MOST_HOMES = 200;

  private static final String ONLY = "";

  private final Configuration configuration;
  private final Organisation organisation;
  private final Kept kept;
  private final InstantSource clock;
  private final LearnedLists lists = new LearnedLists();
  private final Map<String, Home> homes = new HashMap<>();

  /** One organisation's memory, and who reads mail for it. */
  private record Home(
      Optional<Address> somebody, InMemoryCorrespondence memory, ExchangeReading reading) {}

  /**
   * @param kept what was learned before, which this adds to and leaves as it is
   */
  public HistoryMemory(Configuration configuration, Kept kept, InstantSource clock) {
    this.configuration = configuration;
    this.kept = kept;
    this.organisation = configuration.organisation();
    this.clock = clock;
    if (!organisation.domains().isEmpty()) {
      homes.put(ONLY, home(Optional.empty()));
    }
  }

  /** What senders answered at the gate; old mail does not tell. */
  public AnswerBook answers() {
    return kept.answers();
  }

  /** Mailing lists that the mail has shown, this and what was learned before. */
  public KnownLists lists() {
    return kept.lists().and(lists);
  }

  /** Takes one message in; messages come in the order of their dates. */
  public void learn(Message message, Instant date) {
    lists.learn(message);
    Optional<Address> author =
        message.heading().from().stream().findFirst().map(NamedAddress::address);
    if (author.isEmpty()) {
      return;
    }
    if (homes.size() < MOST_HOMES) {
      homes.computeIfAbsent(name(author.get()), _ -> home(author));
    }
    Stream.concat(author.stream(), message.heading().addressees().stream().map(Addressee::address))
        .map(this::name)
        .distinct()
        .flatMap(name -> Optional.ofNullable(homes.get(name)).stream())
        .forEach(home -> learn(home, message, date));
  }

  private void learn(Home home, Message message, Instant date) {
    try {
      Optional<Exchange> exchange =
          home.reading()
              .read(
                  message,
                  date,
                  clock.instant(),
                  ExchangeReading.origin(message.headers()),
                  home.somebody());
      exchange.ifPresent(home.memory()::learn);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Recollection recall(Inquiry inquiry) {
    Home home = homes.get(name(inquiry.sender()));
    return home == null
        ? kept.correspondence().recall(inquiry)
        : new JointCorrespondence(kept.correspondence(), home.memory()).recall(inquiry);
  }

  /** The organisation that somebody writes for. */
  private String name(Address address) {
    if (!organisation.domains().isEmpty()) {
      return ONLY;
    }
    return organisation.isFreemail(address.domain())
        ? address.person().toString()
        : organisation.registrable().apply(address.domain()).name();
  }

  private Home home(Optional<Address> somebody) {
    InMemoryCorrespondence memory =
        new InMemoryCorrespondence(
            address -> organisation.isInside(address, somebody), UnaryOperator.identity());
    return new Home(somebody, memory, Detection.reading(configuration, lists, memory));
  }
}
