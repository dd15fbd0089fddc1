package org.gatepost.bench.recipients;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.gatepost.bench.recipients.Corpus.Mail;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.mail.Address;
import org.gatepost.recipient.MistakeMaker;

/**
 * The published protocol (Carvalho and Cohen, SDM 2007): into each of the newest messages a wrong
 * recipient is put, drawn from the address book as it was before them.
 */
final class Ranking {
  private static final int DRAWS = 10;

  private final InMemoryCorrespondence memory;
  private final Map<Address, List<Address>> addressBooks = new HashMap<>();
  private int newest;
  private int toStrangers;

  Ranking(InMemoryCorrespondence memory) {
    this.memory = memory;
  }

  /** Takes a message with a wrong recipient. */
  @FunctionalInterface
  interface Wronged {
    /**
     * Takes one.
     *
     * @param wrong index of the wrong one
     */
    void take(List<Address> recipients, int wrong);
  }

  /** The first of the newest messages is reached: their address book is closed. */
  void begin(Address sender) {
    addressBooks.computeIfAbsent(
        sender,
        _ ->
            memory.writtenToBy(sender).stream()
                .sorted(Comparator.comparing(Address::toString))
                .toList());
  }

  void of(Mail mail, Wronged wronged) {
    List<Address> book = addressBooks.getOrDefault(mail.from(), List.of());
    Set<Address> known = new HashSet<>(book);
    newest++;
    if (!known.containsAll(mail.to())) {
      toStrangers++;
    } else if (mail.to().size() <= Study.MOST_RECIPIENTS) {
      List<Address> others = book.stream().filter(other -> !mail.to().contains(other)).toList();
      for (int draw = 0; draw < DRAWS; draw++) {
        Random random = new Random(mail.number() * 1_000_003L + draw);
        Address right = mail.to().get(random.nextInt(mail.to().size()));
        Optional<Address> wrong = MistakeMaker.alike(others, right, random);
        if (wrong.isPresent()) {
          List<Address> recipients = new ArrayList<>(mail.to());
          int at = random.nextInt(recipients.size() + 1);
          recipients.add(at, wrong.get());
          wronged.take(recipients, at);
        }
      }
    }
  }

  /** Share of the newest messages that went to somebody whom the sender had not written to. */
  double shareToStrangers() {
    return newest == 0 ? 0 : (double) toStrangers / newest;
  }
}
