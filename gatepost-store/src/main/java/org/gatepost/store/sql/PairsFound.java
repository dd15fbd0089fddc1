package org.gatepost.store.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatepost.correspondence.Recollection.Pair;
import org.gatepost.correspondence.Recollection.Together;
import org.gatepost.mail.Address;
import org.gatepost.store.sql.RecallStatements.Couple;
import org.gatepost.store.sql.RecallStatements.Uses;

/** Who was written to together with whom. */
final class PairsFound {
  private final Map<Address, Long> numbers;
  private final CorrespondenceKeys keys;
  private final RecallStatements statements;
  private final Map<Couple, Pair> asked = new LinkedHashMap<>();
  private final List<Uses<Couple>> answers = new ArrayList<>();

  /**
   * Begins.
   *
   * @param numbers of those who are known to have one
   */
  PairsFound(Map<Address, Long> numbers, CorrespondenceKeys keys, RecallStatements statements) {
    this.numbers = new HashMap<>(numbers);
    this.keys = keys;
    this.statements = statements;
  }

  /** Takes the number of somebody over who may be asked about. */
  void know(KnownPerson person) {
    numbers.put(person.address(), person.number());
  }

  /** Asks about these; false when all of them were asked about already. */
  boolean ask(Set<Pair> pairs) {
    Map<Couple, Pair> couples = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      Couple couple = Couple.of(number(pair.one()), number(pair.other()));
      if (asked.putIfAbsent(couple, pair) == null) {
        couples.put(couple, pair);
      }
    }
    answers.add(statements.together(couples.keySet()));
    return !couples.isEmpty();
  }

  private long number(Address person) {
    return numbers.computeIfAbsent(person, keys::person);
  }

  /** Those of whom there is anything, once it was answered. */
  Map<Pair, Together> found() {
    Map<Pair, Together> found = new HashMap<>();
    for (Uses<Couple> uses : answers) {
      asked.forEach(
          (couple, pair) -> {
            if (uses.byAnyone(couple) > 0) {
              found.put(pair, new Together(uses.bySender(couple), uses.byAnyone(couple)));
            }
          });
    }
    return found;
  }
}
