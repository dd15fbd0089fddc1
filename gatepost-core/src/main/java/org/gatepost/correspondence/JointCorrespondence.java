package org.gatepost.correspondence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatepost.correspondence.Recollection.Conversation;
import org.gatepost.correspondence.Recollection.DomainUse;
import org.gatepost.correspondence.Recollection.Namesake;
import org.gatepost.correspondence.Recollection.Together;
import org.gatepost.mail.Address;

/**
 * Two memories that learned different mail, asked as one. Counts are added up, so a message that
 * both have learned counts twice. What only shows when two messages are seen together, such as a
 * letter in one and its answer in the other, is not seen: that makes the answer stricter.
 */
public final class JointCorrespondence implements Correspondence {
  private final Correspondence one;
  private final Correspondence other;

  public JointCorrespondence(Correspondence one, Correspondence other) {
    this.one = one;
    this.other = other;
  }

  @Override
  public Recollection recall(Inquiry inquiry) {
    return sum(inquiry, one.recall(inquiry), other.recall(inquiry));
  }

  private static Recollection sum(Inquiry inquiry, Recollection a, Recollection b) {
    Map<Address, PersonName> names = new HashMap<>(a.names());
    b.names().forEach((person, name) -> names.merge(person, name, (x, y) -> better(person, x, y)));
    Map<String, List<Namesake>> namesakes =
        sum(a.namesakes(), b.namesakes(), JointCorrespondence::namesakes);
    return new Recollection(
        a.sender(),
        habits(a.habits(), b.habits()),
        sum(a.contacts(), b.contacts(), JointCorrespondence::contact),
        sum(a.standings(), b.standings(), JointCorrespondence::standing),
        names,
        sum(
            a.together(),
            b.together(),
            (x, y) -> new Together(x.bySender() + y.bySender(), x.byAnyone() + y.byAnyone())),
        sum(
            a.domains(),
            b.domains(),
            (x, y) -> new DomainUse(x.bySender() + y.bySender(), x.byAnyone() + y.byAnyone())),
        sum(a.near(), b.near(), JointCorrespondence::nearest),
        sum(a.nearHere(), b.nearHere(), JointCorrespondence::nearest),
        namesakes,
        Alternatives.of(inquiry.people(), a.sender(), names, namesakes),
        conversation(a.conversation(), b.conversation()),
        sum(a.acquaintances(), b.acquaintances(), JointCorrespondence::union),
        sum(a.cases(), b.cases(), JointCorrespondence::caseFile),
        inbound(a.inbound(), b.inbound()));
  }

  private static <K, V> Map<K, V> sum(Map<K, V> a, Map<K, V> b, BinaryOperator<V> both) {
    Map<K, V> sum = new HashMap<>(a);
    b.forEach((key, value) -> sum.merge(key, value, both));
    return sum;
  }

  /** What a mail showed, rather than what the address alone suggests. */
  private static PersonName better(Address person, PersonName a, PersonName b) {
    return a.equals(PersonName.from(person)) ? b : a;
  }

  private static Habits habits(Habits a, Habits b) {
    int messages = a.messages() + b.messages();
    double newRate =
        messages == 0
            ? a.newRate()
            : (a.newRate() * a.messages() + b.newRate() * b.messages()) / messages;
    return new Habits(messages, a.people() + b.people(), newRate);
  }

  private static Contact contact(Contact a, Contact b) {
    return new Contact(
        a.sent() + b.sent(),
        a.sentLately() + b.sentLately(),
        a.alone() + b.alone(),
        earlier(a.firstSent(), b.firstSent()),
        later(a.lastSent(), b.lastSent()),
        a.answered() + b.answered(),
        a.answeredLately() + b.answeredLately(),
        later(a.lastAnswer(), b.lastAnswer()));
  }

  private static Standing standing(Standing a, Standing b) {
    return new Standing(
        a.writtenTo() + b.writtenTo(),
        Math.max(a.senders(), b.senders()),
        heard(a.heard(), b.heard()),
        later(a.lastSeen(), b.lastSeen()));
  }

  /** “Never” needs somebody who would have seen it; “wrote” needs but one who has. */
  private static Heard heard(Heard a, Heard b) {
    return switch (a) {
      case Heard.Unknown _ -> b;
      case Heard.Never _ -> b instanceof Heard.Unknown ? a : b;
      case Heard.Wrote wrote ->
          b instanceof Heard.Wrote(int counted, int unasked, Instant last)
              ? new Heard.Wrote(
                  wrote.counted() + counted,
                  wrote.unasked() + unasked,
                  last.isAfter(wrote.last()) ? last : wrote.last())
              : a;
    };
  }

  private static Inbound inbound(Inbound a, Inbound b) {
    if (a instanceof Inbound.Learned(Instant first, Instant last)
        && b instanceof Inbound.Learned(Instant otherFirst, Instant otherLast)) {
      return new Inbound.Learned(
          otherFirst.isBefore(first) ? otherFirst : first,
          otherLast.isAfter(last) ? otherLast : last);
    }
    return a instanceof Inbound.None ? b : a;
  }

  private static List<Neighbour> nearest(List<Neighbour> a, List<Neighbour> b) {
    return byAddress(
            a,
            b,
            Neighbour::address,
            (x, y) ->
                new Neighbour(
                    x.address(),
                    x.distance(),
                    x.uses() + y.uses(),
                    Math.max(x.senders(), y.senders())))
        .stream()
        .sorted(Recall.NEAREST_FIRST)
        .limit(Recall.MOST_NEIGHBOURS)
        .toList();
  }

  private static List<Namesake> namesakes(List<Namesake> a, List<Namesake> b) {
    return byAddress(
        a,
        b,
        Namesake::address,
        (x, y) ->
            new Namesake(
                x.address(),
                better(x.address(), x.name(), y.name()),
                contact(x.contact(), y.contact())));
  }

  private static <T> List<T> byAddress(
      List<T> a, List<T> b, Function<T, Address> address, BinaryOperator<T> both) {
    Map<Address, T> found = new LinkedHashMap<>();
    Stream.concat(a.stream(), b.stream())
        .forEach(one -> found.merge(address.apply(one), one, both));
    return new ArrayList<>(found.values());
  }

  /** References say more than a subject that different conversations may share. */
  private static Optional<Conversation> conversation(
      Optional<Conversation> a, Optional<Conversation> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    if (a.get().basis() != b.get().basis()) {
      return a.get().basis() == Conversation.Basis.REFERENCES ? a : b;
    }
    return Optional.of(
        new Conversation(
            a.get().basis(),
            union(a.get().people(), b.get().people()),
            a.get().author().or(b.get()::author),
            a.get().outsiders() || b.get().outsiders()));
  }

  private static CaseFile caseFile(CaseFile a, CaseFile b) {
    Map<Address, CaseFile.Party> parties =
        sum(
            a.parties(),
            b.parties(),
            (x, y) ->
                new CaseFile.Party(
                    x.writtenTo() + y.writtenTo(),
                    x.wrote() + y.wrote(),
                    y.last().isAfter(x.last()) ? y.last() : x.last()));
    return new CaseFile(a.messages() + b.messages(), parties, a.complete() && b.complete());
  }

  private static <T> Set<T> union(Set<T> a, Set<T> b) {
    Set<T> all = new HashSet<>(a);
    all.addAll(b);
    return all;
  }

  private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
    return Stream.concat(a.stream(), b.stream()).min(Comparator.naturalOrder());
  }

  private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
    return Stream.concat(a.stream(), b.stream()).max(Comparator.naturalOrder());
  }
}
