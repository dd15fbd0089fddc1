package org.gatepost.recipient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.mail.Address;

/**
 * Makes lessons of a message that was really sent: the message as it was, and once with each
 * mistake put in the place of a recipient whom the sender knew. The same message and the same
 * drawing give the same lessons.
 */
public final class Lessons {
  private final InMemoryCorrespondence known;
  private final RecipientSigns signs;
  private final MistakeMaker mistakes;

  public Lessons(InMemoryCorrespondence known, RecipientSigns signs) {
    this.known = known;
    this.signs = signs;
    this.mistakes = new MistakeMaker(known);
  }

  /**
   * One lesson.
   *
   * @param mistake nothing for the message as it was
   * @param recipients as the message then reads
   * @param wrong which of them is the mistake, -1 for none
   * @param rows signs of each
   */
  public record Lesson(
      Optional<Mistake> mistake, List<Address> recipients, int wrong, List<float[]> rows) {}

  /** The message as it was. */
  public Lesson untouched(RecipientSigns.Letter letter) {
    return new Lesson(Optional.empty(), letter.recipients(), -1, signs.read(letter).rows());
  }

  /**
   * The message with one mistake in it.
   *
   * @param random draws the mistake; the same one draws the same
   * @return nothing where the sender knew none of the recipients, or no such mistake can be made
   */
  public Optional<Lesson> with(
      Mistake mistake, RecipientSigns.Letter letter, RandomGenerator random) {
    Set<Address> taken = new HashSet<>(letter.recipients());
    List<Address> order = new ArrayList<>(letter.recipients());
    Collections.shuffle(order, random);
    Set<Address> book = known.writtenToBy(letter.sender());
    for (Address right : order) {
      if (!book.contains(right) || right.equals(letter.sender())) {
        continue;
      }
      Optional<Address> wrong = mistakes.instead(mistake, letter.sender(), right, taken, random);
      if (wrong.isPresent()) {
        List<Address> recipients = new ArrayList<>(letter.recipients());
        int at = recipients.indexOf(right);
        recipients.set(at, wrong.get());
        return Optional.of(lesson(mistake, letter, recipients, at));
      }
    }
    return Optional.empty();
  }

  private Lesson lesson(
      Mistake mistake, RecipientSigns.Letter letter, List<Address> recipients, int at) {
    RecipientSigns.Letter changed =
        new RecipientSigns.Letter(
            letter.sender(), recipients, letter.subject(), letter.wording(), letter.when());
    return new Lesson(Optional.of(mistake), recipients, at, signs.read(changed).rows());
  }
}
