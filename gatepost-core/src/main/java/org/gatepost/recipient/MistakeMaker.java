package org.gatepost.recipient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.PersonName;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * Makes plausible wrong recipients out of what correspondence knows, so that the model can learn
 * from an organisation's own mail without anybody marking mistakes in it.
 */
public final class MistakeMaker {
  private static final List<String> FREEMAIL =
      List.of("hotmail.com", "yahoo.com", "aol.com", "msn.com", "gmail.com", "outlook.com");
  private static final List<String> TOP_LEVEL = List.of("com", "net", "org", "co");
  private static final int DRAWS_OF_DOMAINS = 4;

  private final InMemoryCorrespondence known;
  private List<Address> everyone = List.of();
  private final List<Address> lists = new ArrayList<>();
  private int looked;

  public MistakeMaker(InMemoryCorrespondence known) {
    this.known = known;
  }

  /**
   * A wrong address in the place of the right one.
   *
   * @param taken addresses that the message goes to already
   * @return nothing where no such mistake can be made
   */
  public Optional<Address> instead(
      Mistake kind, Address sender, Address right, Set<Address> taken, RandomGenerator random) {
    return switch (kind) {
      case SIMILAR_LOCAL_PART -> similar(sender, right, taken, random);
      case SAME_FIRST_NAME -> namesake(sender, right, taken, random);
      case WRONG_DOMAIN -> elsewhere(right, random);
      case TYPO -> Typo.in(right, known::isKnown, random);
      case SWAPPED_PICK -> pick(sender, right, taken, random);
      case LIST ->
          draw(
              lists().stream()
                  .filter(list -> !taken.contains(list) && known.isKnown(list))
                  .toList(),
              random);
    };
  }

  /** Everybody who is known; asked for anew only when somebody came or was forgotten. */
  private List<Address> everyone() {
    if (known.size() != everyone.size()) {
      everyone = known.everyone();
    }
    return everyone;
  }

  /** Everybody who is named like a list; looks only at those who came since the last time. */
  private List<Address> lists() {
    List<Address> all = everyone();
    if (all.size() < looked) { // somebody was forgotten
      lists.clear();
      looked = 0;
    }
    for (; looked < all.size(); looked++) {
      if (ListName.isLikely(all.get(looked))) {
        lists.add(all.get(looked));
      }
    }
    return lists;
  }

  private Optional<Address> similar(
      Address sender, Address right, Set<Address> taken, RandomGenerator random) {
    String letters = letters(right);
    List<Address> real =
        sorted(
            known.spelledLike(right).stream()
                .filter(other -> !taken.contains(other) && !other.equals(sender))
                .filter(other -> !other.localPart().equals(right.localPart()))
                .filter(other -> !letters(other).equals(letters))
                .toList());
    return real.isEmpty() ? otherForm(right, random) : draw(real, random);
  }

  /** Another mailbox that somebody of the same name might have. */
  private Optional<Address> otherForm(Address right, RandomGenerator random) {
    PersonName name = PersonName.from(right);
    if (name.last().isEmpty() || name.first().isEmpty()) {
      return Optional.empty();
    }
    String first = name.first();
    String last = name.last();
    char middle = (char) ('a' + random.nextInt(26));
    List<String> forms =
        List.of(
            first.charAt(0) + last,
            first.charAt(0) + "." + last,
            first + last,
            first + "_" + last,
            first + "." + middle + "." + last,
            last + "." + first,
            first + "." + last + (1 + random.nextInt(9)),
            first + last.charAt(0));
    return draw(
        forms.stream()
            .map(form -> new Address(form, right.domain()))
            .filter(form -> !known.isKnown(form))
            .toList(),
        random);
  }

  private Optional<Address> namesake(
      Address sender, Address right, Set<Address> taken, RandomGenerator random) {
    PersonName name = PersonName.from(right);
    if (name.first().length() < 2 || name.last().isEmpty()) {
      return Optional.empty();
    }
    return draw(
        sorted(
            known.bearersOf(name.first()).stream()
                .filter(other -> !taken.contains(other) && !other.equals(sender))
                .filter(other -> PersonName.from(other).first().equals(name.first()))
                .filter(other -> !PersonName.from(other).last().equals(name.last()))
                .toList()),
        random);
  }

  private Optional<Address> elsewhere(Address right, RandomGenerator random) {
    List<Domain> domains = new ArrayList<>(FREEMAIL.stream().map(Domain::of).toList());
    String name = right.domain().name();
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      TOP_LEVEL.forEach(top -> domains.add(Domain.of(name.substring(0, dot + 1) + top)));
    }
    List<Address> all = everyone();
    for (int i = 0; i < DRAWS_OF_DOMAINS; i++) {
      domains.add(all.get(random.nextInt(all.size())).domain());
    }
    return draw(
        domains.stream()
            .filter(domain -> !domain.equals(right.domain()))
            .map(domain -> new Address(right.localPart(), domain))
            .filter(address -> !known.isKnown(address))
            .toList(),
        random);
  }

  /** As in the published protocol: the first three letters alike, else two, one, none. */
  private Optional<Address> pick(
      Address sender, Address right, Set<Address> taken, RandomGenerator random) {
    List<Address> book =
        sorted(
            known.writtenToBy(sender).stream()
                .filter(other -> !taken.contains(other) && !other.equals(sender))
                .toList());
    return alike(book, right, random);
  }

  /**
   * The "3g-address" of Carvalho and Cohen (SDM 2007): somebody in the address book whose address
   * begins with the same three characters, else two, else one, else anybody.
   */
  public static Optional<Address> alike(List<Address> book, Address right, RandomGenerator random) {
    String spelled = right.toString();
    for (int letters = Math.min(3, spelled.length()); letters >= 0; letters--) {
      String start = spelled.substring(0, letters);
      List<Address> found =
          book.stream().filter(other -> other.toString().startsWith(start)).toList();
      if (!found.isEmpty()) {
        return draw(found, random);
      }
    }
    return Optional.empty();
  }

  private static String letters(Address address) {
    return address.localPart().replaceAll("[^\\p{L}]+", "");
  }

  private static List<Address> sorted(Collection<Address> addresses) {
    return addresses.stream().sorted(Comparator.comparing(Address::toString)).toList();
  }

  private static Optional<Address> draw(List<Address> from, RandomGenerator random) {
    return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
  }
}
