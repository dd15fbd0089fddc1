package org.gatepost.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.Audience;
import org.gatepost.audience.AudienceReading;
import org.gatepost.audience.Circles;
import org.gatepost.audience.Directory;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readerships;
import org.gatepost.inspect.Background;
import org.gatepost.inspect.BccInDataDetector;
import org.gatepost.inspect.Detector;
import org.gatepost.inspect.Evidence;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.inspect.Inspection;
import org.gatepost.inspect.OpenAudienceDetector;
import org.gatepost.inspect.Outgoing;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Content;
import org.gatepost.mail.Domain;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Part;
import org.gatepost.mail.ReversePath;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Policy DEFAULT =
      new Policy("sha256:test", Policy.defaultRules(), Disposition.deliver());
  private static final Address CLERK = Address.of("clerk@city.example");
  private static final Address STRANGER = Address.of("a@freemail.example");
  private static final Address COLLEAGUE = Address.of("b@city.example");

  @Test
  void tenVisibleStrangersAreHeldAndNineAreNot() {
    assertThat(judge(cc(families(10))).strictest()).isInstanceOf(Disposition.Hold.class);
    assertThat(judge(cc(families(9))).isClean()).isTrue();
  }

  @Test
  void everyRecipientOfAnOpenAudienceWaitsColleaguesIncluded() {
    List<Address> to = new ArrayList<>(families(10));
    to.add(COLLEAGUE);
    assertThat(judge(cc(to)).decisions())
        .hasSize(11)
        .allSatisfy(d -> assertThat(d.disposition()).isInstanceOf(Disposition.Hold.class))
        .allSatisfy(d -> assertThat(d.rule()).isEqualTo("open-audience"));
  }

  @Test
  void theReasonCountsPeople() {
    Verdict verdict = judge(cc(families(500)));
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.OPEN_AUDIENCE);
              assertThat(finding.recipients()).hasSize(500);
              assertThat(finding.because())
                  .isEqualTo(
                      "500 people outside your organisation would see each other's addresses.");
            });
    assertThat(verdict.offers())
        .startsWith(Offer.SPLIT, Offer.MAILING)
        .contains(Offer.CANCEL, Offer.SEND_WITH_REASON);
  }

  @Test
  void aFindingThatNoRuleActsOnIsListedApart() {
    Verdict verdict = judge(cc(families(3)));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.furtherFindings()).hasSize(1);
  }

  @Test
  void aBccFieldInTheDataIsHeldWithTheOfferToDropIt() {
    Verdict verdict =
        judge(
            Map.of(Addressee.Place.TO, List.of(COLLEAGUE), Addressee.Place.BCC, List.of(STRANGER)));
    assertThat(verdict.strictest()).isInstanceOf(Disposition.Hold.class);
    assertThat(verdict.offers()).contains(Offer.DROP_BCC);
    assertThat(verdict.findings()).extracting(Finding::kind).containsOnly(FindingKind.BCC_IN_DATA);
  }

  @Test
  void aSecondMistakeIsNotHiddenByTheFirst() {
    Verdict verdict =
        judge(Map.of(Addressee.Place.TO, families(12), Addressee.Place.BCC, List.of(COLLEAGUE)));
    assertThat(verdict.findings())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(FindingKind.OPEN_AUDIENCE, FindingKind.BCC_IN_DATA);
    assertThat(verdict.offers()).contains(Offer.DROP_BCC, Offer.CHANGE_RECIPIENTS, Offer.SPLIT);
    assertThat(verdict.decisions())
        .allSatisfy(d -> assertThat(d.because()).contains("12 people").contains("Bcc line"));
  }

  @Test
  void theStrictestOfTheRulesThatApplyDecidesAndOffersOnlyWhatAllOfThemOffer() {
    Rule refuse =
        new Rule(
            "no-open-audience",
            new Condition.Found(FindingKind.OPEN_AUDIENCE, 0.9),
            Rule.Scope.EVERYONE,
            new Disposition.Hold(new Disposition.Until.ReviewerDecides()),
            Set.of(Offer.SPLIT));
    List<Rule> rules = Stream.concat(Policy.defaultRules().stream(), Stream.of(refuse)).toList();
    Verdict verdict =
        judge(
            Map.of(Addressee.Place.TO, families(3), Addressee.Place.BCC, List.of(COLLEAGUE)),
            new Policy("v", rules, Disposition.deliver()),
            detectors());
    assertThat(verdict.decisions().getFirst().rule()).isEqualTo("no-open-audience");
    assertThat(verdict.offers()).contains(Offer.SPLIT).doesNotContain(Offer.SEND_WITH_REASON);
  }

  @Test
  void anOwnRuleAboutAFindingTakesThePlaceOfLaterOnesAboutIt() {
    Rule undo =
        new Rule(
            "undo-window",
            new Condition.Found(FindingKind.OPEN_AUDIENCE, 0.9),
            Rule.Scope.EVERYONE,
            new Disposition.Hold(new Disposition.Until.TimeIsOver(Duration.ofSeconds(60))),
            Set.of());
    List<Rule> rules = Stream.concat(Stream.of(undo), Policy.defaultRules().stream()).toList();
    Verdict verdict =
        judge(cc(families(50)), new Policy("v", rules, Disposition.deliver()), detectors());
    assertThat(verdict.decisions().getFirst().rule()).isEqualTo("undo-window");
  }

  @Test
  void anExceptionFromOneFindingIsNoneFromAnother() {
    Rule lax =
        new Rule(
            "bcc-is-fine-here",
            new Condition.Found(FindingKind.BCC_IN_DATA, 0.9),
            Rule.Scope.EVERYONE,
            Disposition.deliver(),
            Set.of());
    List<Rule> rules = Stream.concat(Stream.of(lax), Policy.defaultRules().stream()).toList();
    Policy policy = new Policy("v", rules, Disposition.deliver());
    Map<Addressee.Place, List<Address>> few =
        Map.of(Addressee.Place.TO, families(2), Addressee.Place.BCC, List.of(COLLEAGUE));
    Map<Addressee.Place, List<Address>> many =
        Map.of(Addressee.Place.TO, families(12), Addressee.Place.BCC, List.of(COLLEAGUE));
    assertThat(judge(few, policy, detectors()).isClean()).isTrue();
    assertThat(judge(many, policy, detectors()).decisions().getFirst().rule())
        .isEqualTo("open-audience");
  }

  @Test
  void aBccFieldThatOnlyItsOwnReaderSeesIsNoMatter() {
    assertThat(judge(Map.of(Addressee.Place.BCC, List.of(STRANGER))).isClean()).isTrue();
  }

  @Test
  void aRuleForTheConcernedLetsTheOthersGo() {
    Detector aboutStrangers =
        outgoing ->
            List.of(
                new Finding(
                    FindingKind.HOLD_LINK, 0.95, List.of(STRANGER), Evidence.of(""), "Wrong."));
    Policy policy =
        new Policy(
            "v",
            List.of(
                new Rule(
                    "concerned",
                    new Condition.Found(FindingKind.HOLD_LINK, 0.9),
                    Rule.Scope.CONCERNED,
                    Disposition.holdForSender(),
                    Set.of(Offer.CANCEL))),
            Disposition.deliver());
    Verdict verdict = judge(cc(List.of(STRANGER, COLLEAGUE)), policy, List.of(aboutStrangers));
    assertThat(decision(verdict, STRANGER)).isInstanceOf(Disposition.Hold.class);
    assertThat(decision(verdict, COLLEAGUE)).isInstanceOf(Disposition.Deliver.class);
    assertThat(verdict.isClean()).isFalse();
  }

  @Test
  void theFirstRuleThatAppliesDecides() {
    Rule exempt =
        new Rule(
            "newsletter-team",
            new Condition.SenderIs(new Condition.Addresses(Set.of(CLERK), Set.of(), Set.of())),
            Rule.Scope.EVERYONE,
            Disposition.deliver(),
            Set.of());
    List<Rule> rules = Stream.concat(Stream.of(exempt), Policy.defaultRules().stream()).toList();
    Verdict verdict =
        judge(cc(families(50)), new Policy("v", rules, Disposition.deliver()), detectors());
    assertThat(verdict.isClean()).isTrue();
    assertThat(verdict.decisions().getFirst().rule()).isEqualTo("newsletter-team");
    assertThat(verdict.findings()).isEmpty();
  }

  @Test
  void aThresholdIsARuleAndNotAConstant() {
    Rule strict =
        new Rule(
            "three",
            new Condition.All(
                List.of(
                    new Condition.Found(FindingKind.OPEN_AUDIENCE, 0.5),
                    new Condition.ExposedAtLeast(3),
                    new Condition.RecipientRelation(Set.of(Audience.Relation.OUTSIDE)))),
            Rule.Scope.EVERYONE,
            new Disposition.Hold(new Disposition.Until.TimeIsOver(Duration.ofSeconds(60))),
            Set.of());
    List<Address> to = new ArrayList<>(families(3));
    to.add(COLLEAGUE);
    Verdict verdict =
        judge(cc(to), new Policy("v", List.of(strict), Disposition.deliver()), detectors());
    assertThat(decision(verdict, to.getFirst())).isInstanceOf(Disposition.Hold.class);
    assertThat(decision(verdict, COLLEAGUE)).isInstanceOf(Disposition.Deliver.class);
  }

  @Test
  void aDetectorThatBreaksDecidesForEveryone() {
    Detector broken =
        _ -> {
          throw new IllegalStateException("boom");
        };
    Verdict verdict = judge(cc(families(2)), DEFAULT, List.of(new OpenAudienceDetector(), broken));
    assertThat(verdict.decisions())
        .allSatisfy(d -> assertThat(d.disposition()).isInstanceOf(Disposition.Unable.class));
  }

  @Test
  void aDetectorThatCannotReadDecidesForEveryone() {
    Detector unreadable =
        _ -> {
          throw new IOException("disk");
        };
    assertThat(judge(cc(families(2)), DEFAULT, List.of(unreadable)).strictest())
        .isInstanceOf(Disposition.Unable.class);
  }

  @Test
  void aVerdictThatForgetsSomebodyCannotBeMade() {
    Decision one =
        new Decision(STRANGER, Addressee.Place.TO, Disposition.deliver(), "otherwise", "", false);
    assertThatThrownBy(
            () ->
                Verdict.of(
                    List.of(STRANGER, COLLEAGUE),
                    "v",
                    List.of(one),
                    List.of(),
                    List.of(),
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void strictnessHasOneOrder() {
    assertThat(
            Stream.of(
                    new Disposition.Deliver(),
                    new Disposition.Split(),
                    new Disposition.Seal(),
                    Disposition.holdForSender(),
                    new Disposition.Refuse(""),
                    new Disposition.Unable(""))
                .map(Disposition::strictness))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static Disposition decision(Verdict verdict, Address recipient) {
    return verdict.decisions().stream()
        .filter(decision -> decision.recipient().equals(recipient))
        .findFirst()
        .orElseThrow()
        .disposition();
  }

  private static Map<Addressee.Place, List<Address>> cc(List<Address> people) {
    return Map.of(Addressee.Place.CC, people);
  }

  private static List<Address> families(int count) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> Address.of("family" + i + "@freemail.example"))
        .toList();
  }

  private static List<Detector> detectors() {
    return List.of(new OpenAudienceDetector(), new BccInDataDetector());
  }

  private static Verdict judge(Map<Addressee.Place, List<Address>> named) {
    return judge(named, DEFAULT, detectors());
  }

  private static Verdict judge(
      Map<Addressee.Place, List<Address>> named, Policy policy, List<Detector> detectors) {
    Outgoing outgoing = outgoing(new LinkedHashMap<>(named));
    List<Inspection> inspections = detectors.stream().map(d -> d.run(outgoing)).toList();
    return Judge.judge(outgoing, inspections, policy);
  }

  private static Outgoing outgoing(Map<Addressee.Place, List<Address>> named) {
    List<Addressee> addressees = new ArrayList<>();
    List<Address> recipients = new ArrayList<>();
    named.forEach(
        (place, people) -> {
          people.forEach(p -> addressees.add(new Addressee(place, NamedAddress.of(p))));
          recipients.addAll(people);
        });
    Envelope envelope = Envelope.of(ReversePath.of(CLERK), recipients);
    Heading heading =
        new Heading(
            List.of(),
            Optional.empty(),
            List.of(),
            addressees,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    Organisation council =
        new Organisation(
            "", Set.of(Domain.of("city.example")), Set.of(Domain.of("freemail.example")), d -> d);
    Content content = Content.of(new byte[0]);
    Part root =
        new Part(
            Headers.none(),
            "text/plain",
            Optional.empty(),
            Optional.empty(),
            false,
            0,
            0,
            content::open,
            List.of());
    return new Outgoing(
        new Submission(Optional.empty(), "", Instant.EPOCH, "trace"),
        envelope,
        new AudienceReading(
                council,
                Directory.empty(),
                new Readerships(council, Directory.empty(), AliasTable.empty(), KnownLists.none()))
            .read(envelope, heading, Circles.unknown()),
        Background.empty(),
        new Message(content, Headers.none(), heading, root));
  }
}
