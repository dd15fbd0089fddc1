package org.gatepost.recipient;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.gatepost.mail.Address;

/** One slip of the finger on a keyboard: a letter left out, doubled, swapped, or its neighbour. */
final class Typo {
  private static final String[] ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  private static final int TRIES = 20;

  private Typo() {}

  /** Three of four slips are in the local part. Nothing when every try leads to a known address. */
  static Optional<Address> in(Address right, Predicate<Address> isKnown, RandomGenerator random) {
    for (int tries = 0; tries < TRIES; tries++) {
      boolean local = random.nextInt(4) != 0;
      String text = local ? right.localPart() : right.domain().name();
      Optional<String> slipped = slip(text, random);
      Optional<Address> wrong =
          slipped.flatMap(
              typed ->
                  Address.parse(
                      local ? typed + "@" + right.domain() : right.localPart() + "@" + typed));
      if (wrong.isPresent() && !wrong.get().equals(right) && !isKnown.test(wrong.get())) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> slip(String text, RandomGenerator random) {
    int at = random.nextInt(text.length());
    char letter = text.charAt(at);
    if (!Character.isLetter(letter)) {
      return Optional.empty();
    }
    String before = text.substring(0, at);
    String after = text.substring(at + 1);
    return switch (random.nextInt(4)) {
      case 0 -> Optional.of(before + after);
      case 1 -> Optional.of(before + letter + letter + after);
      case 2 ->
          after.isEmpty() || !Character.isLetter(after.charAt(0)) || after.charAt(0) == letter
              ? Optional.empty()
              : Optional.of(before + after.charAt(0) + letter + after.substring(1));
      default -> neighbour(letter, random).map(key -> before + key + after);
    };
  }

  private static Optional<Character> neighbour(char letter, RandomGenerator random) {
    for (String row : ROWS) {
      int at = row.indexOf(letter);
      int key = at + (random.nextBoolean() ? 1 : -1);
      if (at >= 0 && key >= 0 && key < row.length()) {
        return Optional.of(row.charAt(key));
      }
    }
    return Optional.empty();
  }
}
