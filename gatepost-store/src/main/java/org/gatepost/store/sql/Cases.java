package org.gatepost.store.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.gatepost.correspondence.CaseFile;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.mail.Address;
import org.gatepost.store.sql.Lesson.Read;

/** What a batch teaches about who takes part under which case reference. */
final class Cases {
  private final LearnStatements statements;
  private final CorrespondenceKeys keys;
  private final Gains gains;
  private final ToLongFunction<Address> number;
  private final Predicate<Address> inside;
  private final Map<Long, Set<Long>> parties = new HashMap<>();

  Cases(
      LearnStatements statements,
      CorrespondenceKeys keys,
      Gains gains,
      ToLongFunction<Address> number,
      Predicate<Address> inside) {
    this.statements = statements;
    this.keys = keys;
    this.gains = gains;
    this.number = number;
    this.inside = inside;
  }

  void lookUp(List<Read> all) {
    Set<Long> asked = new LinkedHashSet<>();
    all.forEach(read -> read.exchange().cases().forEach(one -> asked.add(keys.reference(one))));
    if (!asked.isEmpty()) {
      statements
          .cases(asked)
          .forEach((reference, people) -> parties.put(reference, new HashSet<>(people)));
    }
  }

  void learn(Read read) {
    long from = number.applyAsLong(read.from());
    for (CaseReference reference : read.exchange().cases()) {
      long file = keys.reference(reference);
      if (inside.test(read.from())) {
        parties.computeIfAbsent(file, _ -> new HashSet<>());
        boolean complete = take(file, from, 0, 1, read);
        for (Address person : read.to()) {
          complete &= take(file, number.applyAsLong(person), 1, 0, read);
        }
        gains.caseFile(file, 1, complete, read.when());
      } else if (parties.getOrDefault(file, Set.of()).contains(from)) {
        // Anybody can write a reference: only an answer in the case counts, and brings in nobody.
        gains.caseFile(file, 1, take(file, from, 0, 1, read), read.when());
      }
    }
  }

  /** False when there was no more room. */
  private boolean take(long file, long person, int writtenTo, int wrote, Read read) {
    Set<Long> known = parties.getOrDefault(file, Set.of());
    if (!known.contains(person)) {
      if (known.size() >= CaseFile.MOST_PARTIES) {
        return false;
      }
      known.add(person);
    }
    gains.caseParty(file, person, writtenTo, wrote, read.when());
    return true;
  }
}
