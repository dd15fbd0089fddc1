package org.gatepost.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gatepost.correspondence.Recollection;
import org.gatepost.inspect.Ground.Telling;
import org.gatepost.inspect.Lookalikes.Lookalike;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.recipient.RecipientModel;
import org.gatepost.recipient.RecipientSigns;
import org.gatepost.recipient.RecipientSigns.Letter;

/**
 * Recipients whom the sender hardly means. Certain slips of the finger are found without a model;
 * everything else the model weighs, and the side whose signs weighed most gives the finding its
 * kind and its words. One recipient gets one finding here.
 *
 * <p>The model is silent for a sender of whom fewer than {@value #ENOUGH_MESSAGES} messages are
 * known: it has nothing to judge by, and a new installation must not hold everything.
 */
public final class RecipientDoubts {
  /** So many messages of a sender must be known. */
  static final int ENOUGH_MESSAGES = 10;

  /** What is less sure is not reported. */
  private static final double WORTH_SAYING = 0.5;

  /** Recipients whom the model doubts, the surest first; more is one oddity of the message. */
  private static final int MOST = 3;

  private static final List<Ground> GROUNDS =
      List.of(
          new LikenessGround(),
          new NameGround(),
          new CompanyGround(),
          new ThreadGround(),
          new HabitGround());

  private final RecipientModel model;
  private final Lookalikes lookalikes;
  private final Predicate<Domain> freemail;

  public RecipientDoubts(RecipientModel model, Lookalikes lookalikes, Predicate<Domain> freemail) {
    this.model = model;
    this.lookalikes = lookalikes;
    this.freemail = freemail;
  }

  public List<Finding> of(Addressing addressing) {
    Letter letter = addressing.letter();
    Recollection known = addressing.known();
    boolean weighing = known.habits().messages() >= ENOUGH_MESSAGES;
    List<float[]> rows = weighing ? RecipientSigns.rows(letter, known, freemail) : List.of();
    List<Finding> certain = new ArrayList<>();
    List<Finding> weighed = new ArrayList<>();
    for (int i = 0; i < letter.recipients().size(); i++) {
      Address person = letter.recipients().get(i);
      Address written = addressing.asWritten(person);
      double confidence = weighing ? model.confidence(rows.get(i)) : 0;
      Optional<Lookalike> like =
          lookalikes.of(person, known, addressing.answers(), Optional.of(letter.sender()));
      if (like.isPresent()) {
        double surest = Math.max(confidence, like.get().confidence());
        certain.add(lookalike(written, like.get(), surest));
      } else if (confidence >= WORTH_SAYING) {
        Suspect suspect =
            new Suspect(written, person, letter, known, rows.get(i), model, confidence);
        weighed.add(told(suspect, addressing.answers()));
      }
    }
    weighed.sort(Comparator.comparingDouble(Finding::confidence).reversed());
    certain.addAll(weighed.subList(0, Math.min(MOST, weighed.size())));
    return certain;
  }

  private static Finding lookalike(Address written, Lookalike like, double confidence) {
    return new Finding(
        FindingKind.LOOKALIKE_RECIPIENT,
        confidence,
        List.of(written),
        Evidence.of("a recipient whose address is nearly a known one"),
        written + " " + like.words() + ".",
        like.meant().map(meant -> new Finding.Suggestion(written, meant)).stream().toList());
  }

  /** In the words of the side that weighed most, with those of the next one. */
  private static Finding told(Suspect suspect, Answers answers) {
    List<Telling> tellings = new ArrayList<>();
    Set<String> said = new HashSet<>();
    GROUNDS.stream()
        .sorted(Comparator.comparingDouble((Ground ground) -> ground.weight(suspect)).reversed())
        .filter(ground -> ground.weight(suspect) > 0)
        .flatMap(ground -> ground.tell(suspect).stream())
        .filter(telling -> said.add(telling.because()))
        .limit(2)
        .forEach(tellings::add);
    if (tellings.isEmpty()) {
      return finding(
          suspect,
          new Telling(
              FindingKind.ODD_ONE_OUT,
              suspect.address() + " is not whom you would usually write this to.",
              "an unusual recipient",
              Optional.empty()),
          "",
          answers);
    }
    return finding(
        suspect,
        tellings.getFirst(),
        tellings.size() == 1 ? "" : " " + tellings.getLast().because(),
        answers);
  }

  private static Finding finding(Suspect suspect, Telling first, String more, Answers answers) {
    return new Finding(
        first.kind(),
        suspect.confidence(),
        List.of(suspect.address()),
        Evidence.of(first.evidence()),
        "Is " + suspect.address() + " right? " + first.because() + more,
        first.likely().filter(likely -> !answers.isMistake(likely.person())).stream()
            .map(likely -> new Finding.Suggestion(suspect.address(), likely))
            .toList());
  }
}
