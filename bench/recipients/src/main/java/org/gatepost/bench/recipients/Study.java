package org.gatepost.bench.recipients;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatepost.bench.recipients.Corpus.Mail;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.learn.TrainingSet;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.NamedAddress;
import org.gatepost.recipient.Lessons;
import org.gatepost.recipient.Mistake;
import org.gatepost.recipient.MistakeMaker;
import org.gatepost.recipient.RecipientSigns;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.gatepost.recipient.Wording;

/**
 * Goes through the mail once, in the order of dates. Each message is judged with what came before
 * it and then learned from. Each user's older half makes lessons, the newer half cases.
 */
final class Study {
  /** Somebody who wrote so many messages is a sender whose older half may be learned from. */
  private static final int ACTIVE = 40;

  /** Before that many messages of a sender there is nothing to judge by. */
  private static final int WARM_UP = 10;

  /** The published protocol leaves out messages to more people. */
  private static final int MOST_RECIPIENTS = 15;

  private static final int DRAWS = 10;
  private static final int TIMED = 1_000;

  private static final Set<Domain> FREEMAIL =
      Stream.of(
              "aol.com",
              "hotmail.com",
              "yahoo.com",
              "msn.com",
              "earthlink.net",
              "swbell.net",
              "email.msn.com",
              "home.com",
              "juno.com",
              "compuserve.com",
              "excite.com",
              "mindspring.com",
              "gmail.com",
              "outlook.com")
          .map(Domain::of)
          .collect(Collectors.toUnmodifiableSet());

  private final Corpus corpus;
  private final List<Address> users;
  private final InMemoryCorrespondence memory;
  private final RecipientSigns signs;
  private final Lessons lessons;
  private final Optional<Shipped> shipped;
  private final Map<Address, Integer> total = new HashMap<>();
  private final Map<Address, Integer> seen = new HashMap<>();
  private final Map<Address, List<Address>> addressBooks = new HashMap<>();
  private final TrainingSet training = new TrainingSet();
  private final List<Case> cases = new ArrayList<>();
  private final Deque<Letter> sample = new ArrayDeque<>();
  private int newest;
  private int newestWithStrangers;

  /**
   * @param withShipped whether the detectors as they ship judge the newer half too, in place of
   *     lessons from the older one
   */
  Study(Corpus corpus, List<Address> users, boolean withShipped) throws IOException {
    this.corpus = corpus;
    this.users = users;
    Map<Address, Address> identities = corpus.identities();
    Set<Domain> inside = users.stream().map(Address::domain).collect(Collectors.toSet());
    memory =
        new InMemoryCorrespondence(
            address -> inside.contains(address.domain()),
            address -> identities.getOrDefault(address, address));
    signs = new RecipientSigns(memory, FREEMAIL::contains);
    lessons = new Lessons(memory, signs);
    shipped =
        withShipped
            ? Optional.of(
                new Shipped(inside, FREEMAIL, address -> inside.contains(address.domain())))
            : Optional.empty();
  }

  void run() throws IOException {
    corpus.forEach(
        mail -> {
          if (!mail.to().isEmpty()) {
            total.merge(mail.from(), 1, Integer::sum);
          }
        });
    corpus.forEach(this::take);
  }

  private void take(Mail mail) {
    if (mail.to().isEmpty()) {
      return;
    }
    int number = seen.merge(mail.from(), 1, Integer::sum) - 1;
    int all = total.getOrDefault(mail.from(), 0);
    int user = users.indexOf(mail.from());
    if (user >= 0 && number == all * 9 / 10) {
      addressBooks.put(
          mail.from(),
          memory.writtenToBy(mail.from()).stream()
              .sorted(Comparator.comparing(Address::toString))
              .toList());
    }
    if (number >= WARM_UP && (user >= 0 || all >= ACTIVE)) {
      if (number < all / 2) {
        if (shipped.isEmpty()) {
          teach(mail);
        }
      } else if (user >= 0) {
        test(mail, user);
        if (number >= all * 9 / 10) {
          rank(mail, user);
        }
      }
    }
    memory.learn(
        new Exchange(
            mail.when(),
            new NamedAddress(mail.fromName(), mail.from()),
            mail.named(),
            SubjectKey.of(mail.subject())));
  }

  private void teach(Mail mail) {
    Letter letter = letter(mail);
    training.add(lessons.untouched(letter));
    for (Mistake mistake : Mistake.values()) {
      lessons.with(mistake, letter, random(mail, mistake)).ifPresent(training::add);
    }
  }

  private void test(Mail mail, int user) {
    Letter letter = letter(mail);
    sample.add(letter);
    if (sample.size() > TIMED) {
      sample.removeFirst();
    }
    shipped.ifPresent(
        detectors -> detectors.look(user, Optional.empty(), letter, signs.read(letter).known()));
    add(mail, user, Case.Test.BUDGET, lessons.untouched(letter));
    if (mail.to().size() <= MOST_RECIPIENTS) {
      for (Mistake mistake : Mistake.values()) {
        lessons
            .with(mistake, letter, random(mail, mistake))
            .ifPresent(lesson -> add(mail, user, Case.Test.BUDGET, lesson));
      }
    }
  }

  private void add(Mail mail, int user, Case.Test test, Lessons.Lesson lesson) {
    cases.add(new Case(user, mail.number(), test, lesson.mistake(), lesson.wrong(), lesson.rows()));
  }

  /** The published protocol: a wrong recipient is added, drawn from the address book. */
  private void rank(Mail mail, int user) {
    List<Address> book = addressBooks.getOrDefault(mail.from(), List.of());
    Set<Address> known = new HashSet<>(book);
    newest++;
    if (!known.containsAll(mail.to())) {
      newestWithStrangers++;
    } else if (mail.to().size() <= MOST_RECIPIENTS) {
      List<Address> others = book.stream().filter(other -> !mail.to().contains(other)).toList();
      for (int draw = 0; draw < DRAWS; draw++) {
        Random random = new Random(mail.number() * 1_000_003L + draw);
        Address right = mail.to().get(random.nextInt(mail.to().size()));
        Optional<Address> wrong = MistakeMaker.alike(others, right, random);
        if (wrong.isPresent()) {
          List<Address> recipients = new ArrayList<>(mail.to());
          int at = random.nextInt(recipients.size() + 1);
          recipients.add(at, wrong.get());
          List<float[]> rows = signs.read(letter(mail, recipients)).rows();
          cases.add(new Case(user, mail.number(), Case.Test.RANKING, Optional.empty(), at, rows));
        }
      }
    }
  }

  /** One drawing for each message and mistake, whatever came before. */
  private static Random random(Mail mail, Mistake mistake) {
    return new Random(mail.number() * 31L + mistake.wireName().hashCode());
  }

  private Letter letter(Mail mail) {
    return letter(mail, mail.to());
  }

  private Letter letter(Mail mail, List<Address> recipients) {
    return new Letter(
        mail.from(),
        recipients,
        SubjectKey.of(mail.subject()),
        Wording.of(mail.body()),
        mail.when());
  }

  /** Some of the newest messages, to be timed. */
  List<Letter> sample() {
    return List.copyOf(sample);
  }

  List<float[]> read(Letter letter) {
    return signs.read(letter).rows();
  }

  Optional<Shipped> shipped() {
    return shipped;
  }

  TrainingSet training() {
    return training;
  }

  List<Case> cases() {
    return cases;
  }

  /** Share of the newest messages that went to somebody whom the sender had not written to. */
  double shareWithStrangers() {
    return newest == 0 ? 0 : (double) newestWithStrangers / newest;
  }
}
