package org.gatepost.bench.recipients;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatepost.app.config.Configuration;
import org.gatepost.bench.recipients.Corpus.Mail;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.learn.TrainingSet;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.recipient.Lessons;
import org.gatepost.recipient.Lessons.Lesson;
import org.gatepost.recipient.Mistake;
import org.gatepost.recipient.RecipientSigns;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.gatepost.recipient.Wording;

/**
 * Goes through the mail once, in the order of dates. Each message is judged with what came before
 * it and then learned from. The older halves make lessons for a model, the newer halves of the
 * users cases.
 */
final class Study {
  /** Somebody who wrote so many messages is a sender whose older half may be learned from. */
  private static final int ACTIVE = 40;

  /** Before that many messages of a sender there is nothing to judge by. */
  private static final int WARM_UP = 10;

  /** The published protocol leaves out messages to more people. */
  static final int MOST_RECIPIENTS = 15;

  private static final int TIMED = 1_000;

  private final Corpus corpus;
  private final List<Address> users;
  private final InMemoryCorrespondence memory;
  private final Learning learning;
  private final RecipientSigns signs;
  private final Lessons lessons;
  private final Optional<Gate> gate;
  private final Warnings warnings;
  private final Ranking ranking;
  private final Map<Address, Integer> total = new HashMap<>();
  private final Map<Address, Integer> seen = new HashMap<>();
  private final TrainingSet training = new TrainingSet();
  private final List<Case> cases = new ArrayList<>();
  private final Deque<Letter> sample = new ArrayDeque<>();

  /**
   * @param makesLessons whether a model is to be trained, in place of trying the program as it
   *     ships
   */
  Study(Corpus corpus, List<Address> users, boolean makesLessons) throws IOException {
    this.corpus = corpus;
    this.users = users;
    Set<Domain> inside = users.stream().map(Address::domain).collect(Collectors.toSet());
    Configuration configuration = Gate.standard(inside);
    learning = new Learning(configuration);
    memory = learning.memory(corpus.identities());
    signs = new RecipientSigns(memory, configuration.organisation()::isFreemail);
    lessons = new Lessons(memory, signs);
    gate = makesLessons ? Optional.empty() : Optional.of(new Gate(configuration, memory));
    warnings = new Warnings(users.size());
    ranking = new Ranking(memory);
  }

  /**
   * Goes through everything.
   *
   * @throws UnusableMailException when somebody who is to be tested wrote nothing
   */
  void run() throws IOException {
    corpus.forEach(
        mail -> {
          if (!mail.to().isEmpty()) {
            total.merge(mail.from(), 1, Integer::sum);
          }
        });
    for (Address user : users) {
      if (!total.containsKey(user)) {
        throw new UnusableMailException("There is no mail of " + user + " in " + corpus.messages());
      }
    }
    corpus.forEach(this::take);
  }

  private void take(Mail mail) {
    if (mail.to().isEmpty()) {
      return;
    }
    int number = seen.merge(mail.from(), 1, Integer::sum) - 1;
    int all = total.getOrDefault(mail.from(), 0);
    int user = users.indexOf(mail.from());
    boolean newest = user >= 0 && number >= all * 9 / 10;
    if (newest) {
      ranking.begin(mail.from());
    }
    if (number >= WARM_UP && (user >= 0 || all >= ACTIVE)) {
      if (number < all / 2) {
        if (gate.isEmpty()) {
          teach(mail);
        }
      } else if (user >= 0) {
        test(mail, user);
      }
      if (newest) {
        ranking.of(
            mail,
            (recipients, wrong) ->
                cases.add(
                    new Case(
                        user,
                        Case.Test.RANKING,
                        Optional.empty(),
                        wrong,
                        signs.read(letter(mail, recipients)).rows())));
      }
    }
    memory.learn(learning.exchange(mail));
  }

  private void teach(Mail mail) {
    Letter letter = letter(mail, mail.to());
    training.add(lessons.untouched(letter));
    for (Mistake mistake : Mistake.values()) {
      lessons.with(mistake, letter, random(mail, mistake)).ifPresent(training::add);
    }
  }

  private void test(Mail mail, int user) {
    Letter letter = letter(mail, mail.to());
    sample.add(letter);
    if (sample.size() > TIMED) {
      sample.removeFirst();
    }
    judge(mail, user, lessons.untouched(letter));
    if (mail.to().size() <= MOST_RECIPIENTS) {
      for (Mistake mistake : Mistake.values()) {
        lessons
            .with(mistake, letter, random(mail, mistake))
            .ifPresent(lesson -> judge(mail, user, lesson));
      }
    }
  }

  private void judge(Mail mail, int user, Lesson lesson) {
    cases.add(new Case(user, Case.Test.BUDGET, lesson.mistake(), lesson.wrong(), lesson.rows()));
    gate.ifPresent(
        program -> warnings.add(user, lesson.mistake(), program.look(mail, lesson.recipients())));
  }

  /** One drawing for each message and mistake, whatever came before. */
  private static Random random(Mail mail, Mistake mistake) {
    return new Random(mail.number() * 31L + mistake.wireName().hashCode());
  }

  private static Letter letter(Mail mail, List<Address> recipients) {
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

  /** What the memory takes for each sender, see {@link Learning#octetsPerSender}. */
  double octetsPerSender() throws IOException {
    return learning.octetsPerSender(corpus);
  }

  /** What the program as it ships said; empty when lessons were made. */
  Warnings warnings() {
    return warnings;
  }

  TrainingSet training() {
    return training;
  }

  List<Case> cases() {
    return cases;
  }

  Ranking ranking() {
    return ranking;
  }
}
