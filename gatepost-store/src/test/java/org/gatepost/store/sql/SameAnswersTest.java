package org.gatepost.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Letter;
import org.gatepost.correspondence.MessageKey;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.NamedAddress;
import org.gatepost.store.SharedStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was learned, in whatever batches: the tables answer as the memory does. */
class SameAnswersTest {
  private static final int MESSAGES = 300;
  private static final Address TWIN = Address.of("s.olicitor@city.example");

  private static final List<Address> PEOPLE =
      List.of(
              "solicitor@city.example s.olicitor@city.example colleague@city.example"
                  + " clerk@city.example harriet.lowndes@chambers.example"
                  + " harriet.lownds@chambers.example harriet.lowndes@chamber.example"
                  + " harriet@home.example anna.reed@chambers.example anna.reed@mail.example"
                  + " anna.read@chambers.example bob.stone@north.example rob.stone@north.example"
                  + " robert.stone@south.example info@north.example info@south.example")
          .stream()
          .flatMap(all -> List.of(all.split(" ")).stream())
          .map(Address::of)
          .toList();

  private final InMemoryCorrespondence memory =
      new InMemoryCorrespondence(SameAnswersTest::isInside, SameAnswersTest::identity);
  private final JdbcCorrespondence stored =
      SharedStore.store().correspondence(SameAnswersTest::isInside, SameAnswersTest::identity);

  private static boolean isInside(Address address) {
    return address.domain().equals(Domain.of("city.example"));
  }

  private static Address identity(Address address) {
    return address.equals(TWIN) ? Letter.SOLICITOR : address;
  }

  @BeforeEach
  void emptyTables() {
    SharedStore.clear();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void afterAnyMail(long seed) {
    Random random = new Random(seed);
    List<Exchange> batch = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      batch.add(message(random, i));
      if (random.nextInt(20) == 0) {
        learn(batch);
      }
    }
    learn(batch);
    ask(random);

    Address erased = PEOPLE.get(4 + random.nextInt(PEOPLE.size() - 4));
    assertThat(stored.erase(erased) > 0).isEqualTo(memory.erase(erased) > 0);
    ask(random);
  }

  private void learn(List<Exchange> batch) {
    memory.learn(batch);
    stored.learn(batch);
    batch.clear();
  }

  private void ask(Random random) {
    for (int i = 0; i < 60; i++) {
      Inquiry inquiry =
          new Inquiry(
              PEOPLE.get(random.nextInt(4)),
              people(random, 5).stream().map(NamedAddress::address).toList(),
              people(random, 3).stream().map(NamedAddress::address).toList(),
              Set.of("anna", "bob", "lowndes", "nobody"),
              subject(random),
              new ThreadMarks(Optional.empty(), references(random)),
              cases(random),
              Letter.START.plus(Duration.ofDays(random.nextInt(500))));
      assertThat(told(stored.recall(inquiry)))
          .containsExactlyInAnyOrderElementsOf(told(memory.recall(inquiry)));
    }
  }

  /** As text: counts rounded, and no order where none is promised. */
  private static List<String> told(Recollection known) {
    StringBuilder text = new StringBuilder();
    text.append(known.sender()).append('\n').append(known.habits()).append('\n');
    sorted(known.contacts())
        .forEach(line -> text.append(line.replaceAll("(\\d\\.\\d{6})\\d*", "$1")).append('\n'));
    sorted(known.standings()).forEach(line -> text.append(line).append('\n'));
    sorted(known.names()).forEach(line -> text.append(line).append('\n'));
    sorted(known.together()).forEach(line -> text.append(line).append('\n'));
    sorted(known.domains()).forEach(line -> text.append(line).append('\n'));
    sorted(known.near()).forEach(line -> text.append("near ").append(line).append('\n'));
    sorted(known.nearHere()).forEach(line -> text.append("here ").append(line).append('\n'));
    known
        .namesakes()
        .forEach(
            (word, all) ->
                text.append(word)
                    .append(
                        all.stream()
                            .map(String::valueOf)
                            .map(line -> line.replaceAll("(\\d\\.\\d{6})\\d*", "$1"))
                            .sorted()
                            .toList())
                    .append('\n'));
    known
        .conversation()
        .ifPresent(
            talk ->
                text.append(talk.basis())
                    .append(talk.author())
                    .append(talk.outsiders())
                    .append(talk.people().stream().map(String::valueOf).sorted().toList())
                    .append('\n'));
    known
        .acquaintances()
        .forEach(
            (person, all) ->
                text.append(person)
                    .append(all.stream().map(String::valueOf).sorted().toList())
                    .append('\n'));
    known
        .cases()
        .forEach(
            (reference, file) ->
                text.append(reference)
                    .append(file.messages())
                    .append(file.complete())
                    .append(sorted(file.parties()))
                    .append('\n'));
    return text.append(known.inbound()).toString().lines().toList();
  }

  private static List<String> sorted(Map<?, ?> map) {
    Map<String, String> lines = new TreeMap<>();
    map.forEach((key, value) -> lines.put(key.toString(), value.toString()));
    return lines.entrySet().stream().map(String::valueOf).toList();
  }

  private static Exchange message(Random random, int ordinal) {
    NamedAddress from = people(random, 1).getFirst();
    List<NamedAddress> to = people(random, 1 + random.nextInt(5));
    Instant when =
        Letter.START.plus(Duration.ofHours(ordinal * 24L + random.nextInt(2_000) - 1_000));
    return new Exchange(
        when,
        from,
        to,
        random.nextInt(5) == 0 ? Set.of(to.getLast().address()) : Set.of(),
        subject(random),
        new ThreadMarks(
            random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(MessageKey.of("id" + random.nextInt(MESSAGES / 2))),
            references(random)),
        cases(random),
        random.nextInt(4) == 0 ? Exchange.Origin.CAME_IN : Exchange.Origin.SENT,
        random.nextInt(6) == 0 ? Exchange.Showing.STRANGERS : Exchange.Showing.NOBODY);
  }

  private static List<NamedAddress> people(Random random, int count) {
    List<NamedAddress> found = new ArrayList<>();
    Set<Address> seen = new HashSet<>();
    while (found.size() < count) {
      Address address = PEOPLE.get(random.nextInt(PEOPLE.size()));
      if (seen.add(address)) {
        String name = random.nextInt(3) == 0 ? "Reed, Anna" : random.nextBoolean() ? "" : "X";
        found.add(new NamedAddress(name, address));
      }
    }
    return found;
  }

  private static SubjectKey subject(Random random) {
    return SubjectKey.of(List.of("", "Hearing", "Re: Hearing", "Lunch").get(random.nextInt(4)));
  }

  private static List<MessageKey> references(Random random) {
    return random
        .ints(random.nextInt(3), 0, MESSAGES / 2)
        .mapToObj(id -> MessageKey.of("id" + id))
        .toList();
  }

  private static Set<CaseReference> cases(Random random) {
    return random
        .ints(random.nextInt(3), 0, 4)
        .mapToObj(number -> new CaseReference("CP/" + number))
        .collect(Collectors.toSet());
  }
}
