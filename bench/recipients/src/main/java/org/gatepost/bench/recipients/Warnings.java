package org.gatepost.bench.recipients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatepost.bench.recipients.Gate.Said;
import org.gatepost.inspect.FindingKind;
import org.gatepost.recipient.Mistake;

/** What the program as it ships said of each message of the newer halves. */
final class Warnings {
  /** From here on the default rules act, where a finding is enough by itself. */
  static final double SURE = 0.9;

  private final int users;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(int user, Optional<Mistake> mistake, Said said) {}

  /**
   * @param users how many there are
   */
  Warnings(int users) {
    this.users = users;
  }

  void add(int user, Optional<Mistake> mistake, Said said) {
    entries.add(new Entry(user, mistake, said));
  }

  /** Share of the untouched messages that the default rules held, by what they acted on. */
  Map<String, Share> wrongly() {
    Map<String, Share> shares = new LinkedHashMap<>();
    for (FindingKind kind : Gate.KINDS) {
      shares.put(kind.wireName(), untouched(said -> said.acted().contains(kind)));
    }
    shares.put(Measures.ALL, untouched(Said::isWarned));
    return shares;
  }

  /** Share of the untouched messages of which each kind was said at all, so sure or surer. */
  Map<String, Share> said(double confidence) {
    Map<String, Share> shares = new LinkedHashMap<>();
    for (FindingKind kind : Gate.KINDS) {
      shares.put(
          kind.wireName(), untouched(said -> said.surest().getOrDefault(kind, 0.0) >= confidence));
    }
    return shares;
  }

  /** Share of the untouched messages that held something for each kind to look at. */
  Map<String, Share> occasions() {
    Map<String, Share> shares = new LinkedHashMap<>();
    for (FindingKind kind : Gate.KINDS) {
      shares.put(kind.wireName(), untouched(said -> said.occasions().contains(kind)));
    }
    return shares;
  }

  /** Share of the messages with each mistake that the default rules held. */
  Map<String, Share> rightly() {
    Map<String, Share> shares = new LinkedHashMap<>();
    for (Mistake mistake : Mistake.values()) {
      shares.put(
          mistake.wireName(),
          share(one -> one.mistake().filter(mistake::equals).isPresent(), Said::isWarned));
    }
    shares.put(Measures.ALL, share(one -> one.mistake().isPresent(), Said::isWarned));
    return shares;
  }

  private Share untouched(Predicate<Said> hit) {
    return share(one -> one.mistake().isEmpty(), hit);
  }

  private Share share(Predicate<Entry> of, Predicate<Said> hit) {
    Share.Counter counter = new Share.Counter(users);
    entries.stream().filter(of).forEach(one -> counter.count(one.user(), hit.test(one.said())));
    return counter.share();
  }
}
