package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.gate.GateBench.families;
import static org.gatepost.gate.GateBench.openCc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.delivery.Delivery;
import org.gatepost.hold.Awaiting;
import org.gatepost.inspect.Detector;
import org.gatepost.inspect.Evidence;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.mail.Address;
import org.gatepost.mail.SmtpReply;
import org.gatepost.policy.Condition;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Rule;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final String CLEAN = "To: a@firm.example\r\n\r\nHello\r\n";
  private static final List<Address> FIRM = List.of(Address.of("a@firm.example"));
  private final GateBench bench = new GateBench();

  @Test
  void withoutStorageNothingIsTakenEither() {
    bench.ledger.reachable(false);
    assertThat(bench.submit(openCc(families(12)), families(12)).isTransient()).isTrue();
    bench.ledger.reachable(true);
    assertThat(bench.spool.all()).isEmpty();
  }

  /** Whatever is held is read again with our field in front: what to show, to change, to copy. */
  @Test
  void whatCouldNotBeReadOnceItIsStoredIsNotHeld() {
    String open = openCc(families(12));
    int fields = 3;
    String full = "X: y\r\n".repeat(HeaderReader.FIELDS - fields) + open;
    assertThat(bench.submit(full, families(12)))
        .hasToString("554 5.6.0 It has more than 100 fields.");
    assertThat(bench.spool.all()).isEmpty();
    assertThat(bench.audit.outcomes).containsExactly(AuditTrail.Outcome.REFUSED);
    String almost = "X: y\r\n".repeat(HeaderReader.FIELDS - fields - 1) + open;
    assertThat(bench.submit(almost, families(12)).isPositive()).isTrue();
    assertThat(bench.spool.all()).hasSize(1);
  }

  @Test
  void anOpenAudienceIsTakenAndNothingLeavesButTheNotice() {
    SmtpReply reply = bench.submit(openCc(families(12)), families(12));
    assertThat(reply.code()).isEqualTo(250);
    assertThat(bench.nextHop.received).isEmpty();
    assertThat(bench.spool.all())
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.awaiting()).isEqualTo(Awaiting.SENDER);
              assertThat(hold.owner()).contains(GateBench.CLERK);
              assertThat(hold.envelope().addresses()).hasSize(12);
            });
    assertThat(bench.deliver()).isEqualTo(1);
    assertThat(bench.nextHop.received)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.from()).isEmpty();
              assertThat(notice.to()).containsExactly(GateBench.CLERK);
              assertThat(notice.text())
                  .contains("12 people outside your organisation would see each other's addresses.")
                  .contains("family9@freemail.example")
                  .doesNotContain("family10@freemail.example")
                  .contains("and 2 more")
                  .contains("http://127.0.0.1:8080/h/")
                  .doesNotContain("Dear families");
            });
  }

  @Test
  void aNoticeNamesEveryChoiceAndGivesItsLinkAndTheZoneOnce() {
    bench.submit(openCc(families(12)), families(12));
    bench.deliver();
    assertThat(bench.nextHop.received)
        .singleElement()
        .satisfies(
            notice ->
                assertThat(notice.text())
                    .containsOnlyOnce("http://127.0.0.1:8080/h/")
                    .containsOnlyOnce("UTC")
                    .contains("Send each person a message of their own", "Cancel: do not send it")
                    .contains("9:41am on 9 June 2026")
                    .doesNotContain("mailings"));
  }

  @Test
  void aStrangersHoldGoesToTheReviewersAndNobodyElseIsTold() {
    bench.submit(openCc(families(12)), Address.of("x@elsewhere.example"), families(12));
    bench.deliver();
    assertThat(bench.spool.all())
        .singleElement()
        .satisfies(hold -> assertThat(hold.awaiting()).isEqualTo(Awaiting.REVIEWER));
    assertThat(bench.nextHop.received)
        .singleElement()
        .satisfies(notice -> assertThat(notice.to()).containsExactly(GateBench.REVIEWER));
  }

  @Test
  void aHoldThatNobodyCanBeToldOfIsTheOperatorsConcern() {
    bench.reviewers = List.of();
    Address stranger = Address.of("x@elsewhere.example");
    assertThat(bench.submit(openCc(families(12)), stranger, families(12)).code()).isEqualTo(250);
    assertThat(bench.deliver()).isZero();
    assertThat(bench.alerts).singleElement().asString().contains("nobody could be told");
    bench.submit(openCc(families(12)), stranger, families(12));
    assertThat(bench.alerts).as("a retry changes nothing").hasSize(1);
  }

  @Test
  void whatNobodyOwnsGoesToTheReviewersOnceItIsNoMereSplit() {
    GateBench joining = splitOrUndo();
    Address stranger = Address.of("x@elsewhere.example");
    joining.submit(openCc(families(4)), stranger, families(2));
    joining.submit(
        Optional.of(GateBench.CLERK), openCc(families(4)), stranger, families(4).subList(2, 4));
    assertThat(joining.spool.all())
        .singleElement()
        .satisfies(hold -> assertThat(hold.awaiting()).isEqualTo(Awaiting.REVIEWER));
    joining.deliver();
    assertThat(joining.nextHop.received)
        .singleElement()
        .satisfies(notice -> assertThat(notice.to()).containsExactly(GateBench.REVIEWER));
    assertThat(joining.alerts).isEmpty();
  }

  @Test
  void whoeverMustDecideOnTheUnitedHoldIsMissedNotWhoeverSentTheLastPart() {
    GateBench joining = splitOrUndo();
    joining.reviewers = List.of();
    Address stranger = Address.of("x@elsewhere.example");
    joining.submit(openCc(families(4)), stranger, families(2));
    assertThat(joining.alerts).isEmpty();
    joining.submit(
        Optional.of(GateBench.CLERK), openCc(families(4)), stranger, families(4).subList(2, 4));
    assertThat(joining.alerts).singleElement().asString().contains("nobody could be told");
  }

  /** Splits what nobody signed in for; holds the rest for a minute. */
  private static GateBench splitOrUndo() {
    return new GateBench(
        List.of(
            new Rule(
                "split",
                new Condition.Authenticated(false),
                Rule.Scope.EVERYONE,
                new Disposition.Split(),
                Set.of()),
            new Rule(
                "undo",
                new Condition.Authenticated(true),
                Rule.Scope.EVERYONE,
                new Disposition.Hold(new Disposition.Until.TimeIsOver(Duration.ofSeconds(60))),
                Set.of())),
        List.of());
  }

  @Test
  void tenTransactionsOfOneMessageAreOneHoldWithOneNotice() {
    List<Address> all = families(500);
    for (int i = 0; i < 10; i++) {
      bench.submit("Received: by " + i + "\r\n" + openCc(all), all.subList(i * 50, i * 50 + 50));
    }
    assertThat(bench.spool.all())
        .singleElement()
        .satisfies(hold -> assertThat(hold.envelope().addresses()).hasSize(500));
    assertThat(bench.ledger.orders())
        .extracting(Delivery.Order::kind)
        .containsExactly(Delivery.Kind.NOTICE);
  }

  @Test
  void aRetryOfAHeldMessageJoinsIt() {
    bench.submit(openCc(families(12)), families(12));
    assertThat(bench.submit(openCc(families(12)), families(12)).code()).isEqualTo(250);
    assertThat(bench.spool.all()).hasSize(1);
  }

  @Test
  void anotherTextIsAnotherMessage() {
    bench.submit(openCc(families(12)), families(12));
    bench.submit(openCc(families(12)) + "Please delete it\r\n", families(12));
    assertThat(bench.spool.all()).hasSize(2);
  }

  @Test
  void theFreePartGoesAtOnceAndTheRestWaits() {
    Detector aboutFirst =
        outgoing ->
            List.of(
                new Finding(
                    FindingKind.BCC_IN_DATA,
                    0.95,
                    List.of(outgoing.envelope().addresses().getFirst()),
                    Evidence.of(""),
                    "Wrong."));
    Rule rule =
        new Rule(
            "first",
            new Condition.Found(FindingKind.BCC_IN_DATA, 0.9),
            Rule.Scope.CONCERNED,
            Disposition.holdForSender(),
            Set.of());
    GateBench mixed = new GateBench(List.of(rule), List.of(aboutFirst));
    List<Address> two = List.of(Address.of("a@firm.example"), Address.of("b@firm.example"));
    assertThat(mixed.submit(CLEAN, two).code()).isEqualTo(250);
    mixed.deliver();
    assertThat(mixed.spool.all().getFirst().envelope().addresses()).containsExactly(two.getFirst());
    assertThat(mixed.nextHop.received)
        .anySatisfy(received -> assertThat(received.to()).containsExactly(two.getLast()));
  }

  @Test
  void aSplitThatThePolicyOrdersNeedsNobody() {
    Rule rule =
        new Rule(
            "split",
            new Condition.Always(),
            Rule.Scope.EVERYONE,
            new Disposition.Split(),
            Set.of());
    GateBench splitting = new GateBench(List.of(rule), List.of());
    splitting.submit(openCc(families(3)), families(3));
    splitting.clock.endOverdue();
    splitting.deliver();
    assertThat(splitting.nextHop.received)
        .hasSize(3)
        .allSatisfy(copy -> assertThat(copy.text()).startsWith("To: " + copy.to().getFirst()));
  }

  @Test
  void aTimerNeverSendsAsItIsWhatSomebodyWasToGetSplit() {
    Rule split =
        new Rule(
            "split",
            new Condition.RecipientRelation(Set.of(Relation.OUTSIDE)),
            Rule.Scope.EVERYONE,
            new Disposition.Split(),
            Set.of(Offer.SPLIT));
    Rule undo =
        new Rule(
            "undo",
            new Condition.Always(),
            Rule.Scope.EVERYONE,
            new Disposition.Hold(new Disposition.Until.TimeIsOver(Duration.ofSeconds(60))),
            Set.of());
    Rule insideOnly =
        new Rule(
            "undo-inside",
            new Condition.RecipientRelation(Set.of(Relation.INSIDE)),
            undo.concerns(),
            undo.then(),
            undo.offers());
    GateBench mixed = new GateBench(List.of(split, insideOnly), List.of());
    List<Address> to = new ArrayList<>(families(3));
    to.add(Address.of("boss@city.example"));
    mixed.submit(openCc(to), to);
    assertThat(mixed.spool.all().getFirst().awaiting()).isEqualTo(Awaiting.SENDER);

    GateBench same = new GateBench(List.of(split, undo), List.of());
    same.submit(openCc(families(3)), families(3));
    assertThat(same.spool.all().getFirst().awaiting()).isEqualTo(Awaiting.SENDER);
  }

  @Test
  void whatCannotBeJudgedIsDeferredAndInTheEndRefused() {
    Detector broken =
        _ -> {
          throw new IllegalStateException("boom");
        };
    GateBench faulty = new GateBench(Policy.defaultRules(), List.of(broken));
    List<SmtpReply> replies = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      replies.add(faulty.submit(CLEAN, FIRM));
    }
    assertThat(replies.getFirst().isTransient()).isTrue();
    assertThat(replies.getLast().isPermanent()).isTrue();
    assertThat(faulty.nextHop.received).isEmpty();
    assertThat(faulty.alerts)
        .hasSize(5)
        .allSatisfy(
            what -> assertThat(what).contains("IllegalStateException").doesNotContain("boom"));
  }

  @Test
  void whatIsNoMessageIsRefusedForGood() {
    assertThat(bench.submit("no header", FIRM).code()).isEqualTo(554);
    assertThat(bench.nextHop.received).isEmpty();
  }

  @Test
  void aLinkToHeldMailDoesNotLeave() {
    bench.submit(openCc(families(12)), families(12));
    String link = "/h/" + bench.tokens.issue(bench.spool.all().getFirst().id());
    assertThat(bench.submit(CLEAN + link + "\r\n", FIRM).code()).isEqualTo(554);
    String colleague = "To: b@city.example\r\n\r\n" + link + "\r\n";
    assertThat(bench.submit(colleague, List.of(Address.of("b@city.example"))).code())
        .isEqualTo(250);
  }

  @Test
  void aLinkToHeldMailIsFoundWhereverItStands() {
    bench.submit(openCc(families(12)), families(12));
    String link = "/h/" + bench.tokens.issue(bench.spool.all().getFirst().id());
    // The text is looked at in pieces of 8 KB.
    for (int before = 8192 - link.length(); before <= 8192; before += 7) {
      assertThat(bench.submit(CLEAN + "\r\n".repeat(before / 2) + link, FIRM).code())
          .as("behind %d octets", before)
          .isEqualTo(554);
    }
  }
}
