package org.gatepost.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.audience.WrittenDirectory.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatepost.audience.AliasTable.Target;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.audience.Readership.MailingList;
import org.gatepost.audience.Readership.Openness;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Test;

/** Who reads an address, and which private one was likely meant. */
class ReadershipsTest {
  private static final Organisation COUNCIL =
      new Organisation(
          "City Council", Set.of(Domain.of("city.example")), Set.of(), domain -> domain);
  private static final Optional<Address> SENDER = Optional.of(Address.of("anna@city.example"));

  private WrittenDirectory directory = WrittenDirectory.of();
  private Map<String, List<Target>> aliases = Map.of();
  private final LearnedLists lists = new LearnedLists();

  @Test
  void nothingKnownIsOnePerson() {
    assertThat(of("anna@city.example")).isEqualTo(new Readership.OnePerson());
  }

  @Test
  void theDirectoryKnowsQueuesAndLists() {
    directory =
        WrittenDirectory.of(
            line("desk@city.example", "Desk", Kind.QUEUE),
            line("all@city.example", "All staff", Kind.GROUP),
            line("talk@city.example", "Talk", Kind.PUBLIC_LIST));
    assertThat(of("desk@city.example")).isEqualTo(new Readership.RoleMailbox("Desk"));
    assertThat(list("all@city.example").openness()).isEqualTo(Openness.MEMBERS);
    assertThat(list("talk@city.example").openness()).isEqualTo(Openness.PUBLIC);
  }

  @Test
  void anAliasOfOneIsThatOneAndAnAliasOfManyIsSeveral() {
    aliases =
        Map.of(
            "desk", List.of(new Target.Local("anna")),
            "both", List.of(new Target.Local("anna"), new Target.Local("ben")),
            "tool", List.of(new Target.Unseen("a program")));
    assertThat(of("desk@city.example")).isEqualTo(new Readership.OnePerson());
    assertThat(of("both@city.example")).isEqualTo(new Readership.Several(2, true));
    assertThat(of("tool@city.example")).isEqualTo(new Readership.Several(0, false));
  }

  @Test
  void anAliasThatLeadsToAPublicListIsPublicWhateverTheDirectoryCallsIt() {
    directory =
        WrittenDirectory.of(
            line("desk@city.example", "Desk", Kind.QUEUE),
            line("talk@lists.city.example", "Talk", Kind.PUBLIC_LIST));
    aliases =
        Map.of(
            "desk", List.of(new Target.Local("middle"), new Target.Local("anna")),
            "middle", List.of(new Target.Mailbox(Address.of("talk@lists.city.example"))));
    MailingList list = list("desk@city.example");
    assertThat(list.openness()).isEqualTo(Openness.PUBLIC);
    assertThat(list.address()).hasToString("talk@lists.city.example");
    assertThat(list.via())
        .containsExactly(Address.of("desk@city.example"), Address.of("middle@city.example"));
  }

  @Test
  void aPublicListOnTheWayIsSeenWhateverStandsBehindIt() {
    directory =
        WrittenDirectory.of(
            line("talk@city.example", "Talk", Kind.PUBLIC_LIST),
            line("members@city.example", "Members", Kind.GROUP));
    aliases =
        Map.of(
            "desk", List.of(new Target.Local("talk")),
            "talk", List.of(new Target.Unseen("a program"), new Target.Local("members")));
    assertThat(list("desk@city.example").openness()).isEqualTo(Openness.PUBLIC);
    assertThat(list("desk@city.example").via()).containsExactly(Address.of("desk@city.example"));
    assertThat(list("talk@city.example").openness()).isEqualTo(Openness.PUBLIC);
  }

  @Test
  void aListWithAnArchiveIsPublicUntilTheDirectorySaysOtherwise() {
    learn("List-Post: <mailto:talk@far.example>", "List-Archive: <https://far.example/talk/>");
    assertThat(list("talk@far.example").openness()).isEqualTo(Openness.PUBLIC);
    assertThat(list("talk@far.example").certainty()).isEqualTo(0.9);
    learn("List-Post: <mailto:talk@far.example>", "List-Archive: <https://far.example/talk/>");
    assertThat(list("talk@far.example").certainty()).isEqualTo(0.95);
    directory = WrittenDirectory.of(line("talk@far.example", "Talk", Kind.LIST));
    assertThat(list("talk@far.example").openness()).isEqualTo(Openness.MEMBERS);
  }

  @Test
  void aKindThatNobodyWroteDownDoesNotSilenceAnArchive() {
    learn("List-Post: <mailto:talk@far.example>", "List-Archive: <https://far.example/talk/>");
    for (Kind kind : List.of(Kind.PERSON, Kind.GROUP, Kind.LIST)) {
      directory = WrittenDirectory.of(line("talk@far.example", "Talk", kind).unsettled());
      assertThat(list("talk@far.example").openness()).isEqualTo(Openness.PUBLIC);
    }
    directory = WrittenDirectory.of(line("talk@far.example", "Talk", Kind.PERSON));
    assertThat(of("talk@far.example")).isEqualTo(new Readership.OnePerson());
  }

  @Test
  void aGroupThatTheDirectoryCountedIsThatManyReaders() {
    directory =
        WrittenDirectory.of(
            new Directory.Entry(
                Address.of("all@city.example"), "All", Kind.GROUP, "", false, OptionalInt.of(412)));
    assertThat(list("all@city.example").openness()).isEqualTo(Openness.MEMBERS);
    assertThat(list("all@city.example").readers()).hasValue(412);
  }

  @Test
  void anAliasWithMoreBehindItThanIsFollowedIsAListThatNobodyVouchesFor() {
    aliases =
        Map.of(
            "all",
            IntStream.rangeClosed(0, AliasTable.MOST)
                .<Target>mapToObj(i -> new Target.Mailbox(Address.of("m" + i + "@far.example")))
                .toList());
    assertThat(list("all@city.example").openness()).isEqualTo(Openness.UNKNOWN);
    assertThat(list("all@city.example").certainty()).isEqualTo(0.95);
    directory = WrittenDirectory.of(line("all@city.example", "All", Kind.LIST));
    assertThat(list("all@city.example").openness()).isEqualTo(Openness.MEMBERS);
  }

  @Test
  void headersNeverMakeTheGateLaxer() {
    learn("List-Post: <mailto:talk@far.example>", "List-Archive: <https://far.example/talk/>");
    learn("List-Post: <mailto:talk@far.example>", "List-Archive: private");
    learn("List-Post: <mailto:talk@far.example>");
    assertThat(list("talk@far.example").openness()).isEqualTo(Openness.PUBLIC);
    directory = WrittenDirectory.of(line("open@city.example", "Open", Kind.PUBLIC_LIST));
    learn("List-Post: <mailto:open@city.example>");
    assertThat(list("open@city.example").openness()).isEqualTo(Openness.PUBLIC);
  }

  @Test
  void aListOfWhichNobodySaysWhoReadsItIsUncertain() {
    learn("List-Post: <mailto:talk@far.example>");
    assertThat(list("talk@far.example").openness()).isEqualTo(Openness.UNKNOWN);
  }

  @Test
  void aNewsletterThatNobodyCanPostToTeachesNothing() {
    learn("List-Post: NO", "List-Id: News <news.far.example>", "Precedence: bulk");
    assertThat(of("news@far.example")).isEqualTo(new Readership.OnePerson());
  }

  @Test
  void hostileListHeadersAreReadInNoTime() {
    learn("List-Post: " + "<mailto:".repeat(200_000), "List-Id: " + "<".repeat(1_000_000));
    learn(
        "List-Post: " + "<mailto:a@b.example>".repeat(90),
        "List-Archive: " + "http://".repeat(200));
    assertThat(list("a@b.example").openness()).isEqualTo(Openness.PUBLIC);
  }

  @Test
  void theTwinIsTheSameNameAtTheDomainAboveUnlessItLeadsToTheListItself() {
    directory =
        WrittenDirectory.of(
            line("desk@lists.city.example", "Desk", Kind.PUBLIC_LIST),
            line("desk@city.example", "Front desk", Kind.ROLE),
            line("desk-private@city.example", "Back desk", Kind.QUEUE));
    assertThat(twin("desk@lists.city.example")).contains(Address.of("desk@city.example"));
    aliases = Map.of("desk", List.of(new Target.Mailbox(Address.of("desk@lists.city.example"))));
    assertThat(twin("desk@lists.city.example")).contains(Address.of("desk-private@city.example"));
  }

  @Test
  void aQueueOfTheSameNameIsTheTwinWhereverItIs() {
    directory =
        WrittenDirectory.of(
            line("talk@far.example", "Housing advice", Kind.PUBLIC_LIST),
            line("queue7@city.example", "housing  Advice", Kind.QUEUE),
            line("talk-desk@city.example", "Other", Kind.QUEUE));
    assertThat(twin("talk@far.example")).contains(Address.of("queue7@city.example"));
  }

  /**
   * Headers are anybody's: who is taken for a list because of them is no list in other respects.
   */
  @Test
  void onlyTheDirectoryAndAliasFilesSayThatSomethingIsAList() {
    learn("List-Post: <mailto:talk@far.example>");
    directory = WrittenDirectory.of(line("all@city.example", "All staff", Kind.GROUP));

    assertThat(list("talk@far.example").said()).isFalse();
    assertThat(list("all@city.example").said()).isTrue();
  }

  @Test
  void anAliasThatNobodyCanFollowToItsEndIsNoSaferForWhatMailShows() {
    List<Target> many =
        IntStream.rangeClosed(0, AliasTable.MOST)
            .<Target>mapToObj(i -> new Target.Mailbox(Address.of("a" + i + "@far.example")))
            .toList();
    aliases = Map.of("all", many);
    double before = list("all@city.example").certainty();
    learn("List-Post: <mailto:a5@far.example>");

    assertThat(list("all@city.example").openness()).isEqualTo(Openness.UNKNOWN);
    assertThat(list("all@city.example").certainty()).isEqualTo(before);
    learn("List-Post: <mailto:a5@far.example>", "List-Archive: <https://far.example/a5/>");
    assertThat(list("all@city.example").openness()).isEqualTo(Openness.PUBLIC);
    directory = WrittenDirectory.of(line("all@city.example", "Everybody", Kind.ROLE));
    assertThat(list("all@city.example").openness()).isEqualTo(Openness.PUBLIC);
  }

  @Test
  void noTwinIsGuessed() {
    directory =
        WrittenDirectory.of(
            line("users@lists.city.example", "Users", Kind.PUBLIC_LIST),
            line("planning@city.example", "Planning", Kind.QUEUE));
    assertThat(twin("users@lists.city.example")).isEmpty();
  }

  private Readerships readerships() {
    return new Readerships(COUNCIL, directory, new AliasTable(aliases, Map.of()), lists);
  }

  private Readership of(String address) {
    return readerships().of(Address.of(address), SENDER);
  }

  private MailingList list(String address) {
    assertThat(of(address)).isInstanceOf(MailingList.class);
    return (MailingList) of(address);
  }

  private Optional<Address> twin(String list) {
    return new PrivateTwin(directory, readerships()).of(Address.of(list), list(list), SENDER);
  }

  private void learn(String... fields) {
    lists.learn(ListMail.with(fields));
  }
}
