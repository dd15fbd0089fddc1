package org.gatepost.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.NamedAddress;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecipientSignsTest {
  private static final Instant NOW = Instant.parse("2011-03-01T09:00:00Z");
  private static final Address SOLICITOR = Address.of("tom.marsh@city.example");
  private static final Address COUNSEL = Address.of("harriet.lowndes@chambers.example");
  private static final Address CLERK = Address.of("anna.reed@chambers.example");
  private static final Address MISTYPED = Address.of("harriet.lownds@chambers.example");

  private final InMemoryCorrespondence memory =
      new InMemoryCorrespondence(
          address -> address.domain().equals(Domain.of("city.example")), UnaryOperator.identity());
  private final RecipientSigns signs =
      new RecipientSigns(memory, Domain.of("mail.example")::equals);

  @BeforeEach
  void tenLettersToCounselAndClerk() {
    for (int i = 10; i > 0; i--) {
      memory.learn(
          new Exchange(
              NOW.minus(Duration.ofDays(i)),
              NamedAddress.of(SOLICITOR),
              List.of(NamedAddress.of(COUNSEL), NamedAddress.of(CLERK)),
              SubjectKey.of("Report")));
    }
  }

  @Test
  void aMistypedContactIsNearOneThatIsWrittenToOften() {
    float[] row = read("", MISTYPED).getFirst();

    assertThat(at(row, Sign.NEAR)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_SENT)).isEqualTo((float) Math.log1p(10));
    assertThat(at(row, Sign.SENT)).isZero();
    assertThat(at(row, Sign.DAYS_SINCE_SENT)).isEqualTo(RecipientSigns.NEVER);
    assertThat(at(row, Sign.HERE_UNKNOWN)).isEqualTo(1);
  }

  @Test
  void aContactInWhosePlaceAnotherIsUsualFitsWorse() {
    Address rare = Address.of("harry.field@mail.example");
    memory.learn(
        new Exchange(
            NOW.minus(Duration.ofDays(200)),
            NamedAddress.of(SOLICITOR),
            List.of(NamedAddress.of(rare)),
            SubjectKey.of("Lunch")));

    float[] wrong = read("", rare, CLERK).getFirst();
    float[] right = read("", COUNSEL, CLERK).getFirst();

    assertThat(at(wrong, Sign.INSTEAD_COUNT)).isEqualTo(1);
    assertThat(at(wrong, Sign.INSTEAD_FIT_GAP)).isGreaterThan(5);
    assertThat(at(wrong, Sign.INSTEAD_TOGETHER_GAP)).isEqualTo(10 / 11f);
    assertThat(at(right, Sign.INSTEAD_FIT_GAP)).isLessThan(-5);
  }

  @Test
  void anotherFormOfAContactsNameIsNear() {
    float[] row = read("", Address.of("hlowndes@chambers.example")).getFirst();

    assertThat(at(row, Sign.NEAR)).isEqualTo(Closeness.OTHER_FORM);
  }

  @Test
  void whatSpeaksForWhoeverWasMeantIsSeenBesideTheSlip() {
    String reply =
        "Hi Harriet,\n-----Original Message-----\nFrom: Lowndes, Harriet\nTo: Marsh, Tom\n";

    float[] row = read(reply, MISTYPED).getFirst();

    assertThat(at(row, Sign.NEAR_COUNT)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_PRESENT)).isZero();
    assertThat(at(row, Sign.NEAR_IN_THREAD)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_QUOTED)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_GREETED)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_SAME_DOMAIN)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_SENDERS)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_SELF)).isEqualTo(Closeness.FAR);
    assertThat(at(read("Dear Anna,", MISTYPED).getFirst(), Sign.NEAR_GREETED)).isZero();
  }

  @Test
  void somebodySpelledAlikeWhoGetsItTooWasHardlyMeantInstead() {
    float[] row = read("Dear Harriet,", COUNSEL, MISTYPED).getLast();

    assertThat(at(row, Sign.NEAR)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_PRESENT)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_COUNT)).isZero();
    assertThat(at(row, Sign.NEAR_GREETED)).isZero();
  }

  @Test
  void theNextLetterOfTheSendersOwnAddressIsNearThemselves() {
    float[] row = read("", Address.of("tom.marsch@city.example")).getFirst();

    assertThat(at(row, Sign.NEAR_SELF)).isEqualTo(1);
    assertThat(at(row, Sign.NEAR_SENDERS)).isEqualTo(-1);
  }

  @Test
  void aUsualContactIsNearNobodyAndKnown() {
    float[] row = read("", COUNSEL).getFirst();

    assertThat(at(row, Sign.NEAR)).isEqualTo(Closeness.FAR);
    assertThat(at(row, Sign.SENT)).isEqualTo((float) Math.log1p(10));
    assertThat(at(row, Sign.IN_THREAD)).isEqualTo(2);
  }

  @Test
  void theOneGreetedIsToldFromTheOther() {
    List<float[]> rows = read("Dear Anna,\nplease see Harriet.", COUNSEL, CLERK);

    assertThat(at(rows.get(0), Sign.OTHER_GREETED)).isEqualTo(1);
    assertThat(at(rows.get(1), Sign.GREETED)).isEqualTo(1);
    assertThat(at(rows.get(0), Sign.TOGETHER_MEAN)).isEqualTo(10 / 11f);
  }

  @Test
  void somebodyGreetedWhoIsAContactButNoRecipientIsNoticed() {
    float[] row = read("Dear Harriet,\nhere it is.", CLERK).getFirst();

    assertThat(at(row, Sign.STRANGER_GREETED)).isEqualTo(1);
    assertThat(at(row, Sign.NOBODY_GREETED)).isEqualTo(1);
  }

  @Test
  void theAuthorOfWhatIsQuotedIsMissedAmongTheRecipients() {
    String reply = "Will do.\n-----Original Message-----\nFrom: Lowndes, Harriet\nTo: Marsh, Tom\n";

    assertThat(at(read(reply, CLERK).getFirst(), Sign.QUOTED_AUTHOR_ABSENT)).isEqualTo(1);
    assertThat(at(read(reply, COUNSEL).getFirst(), Sign.QUOTED_AUTHOR)).isEqualTo(1);
  }

  @Test
  void everySignIsANumberForACrowdOfStrangers() {
    Address[] crowd = new Address[10_000];
    for (int i = 0; i < crowd.length; i++) {
      crowd[i] = Address.of("x" + i + "@mail.example");
    }

    assertThat(read("Dear all,", crowd)).hasSize(10_000).allSatisfy(RecipientSignsTest::isFinite);
  }

  private static void isFinite(float[] row) {
    for (Sign sign : Sign.values()) {
      assertThat(at(row, sign)).as(sign.name()).isFinite();
    }
  }

  private List<float[]> read(String text, Address... recipients) {
    return signs
        .read(
            new Letter(
                SOLICITOR, List.of(recipients), SubjectKey.of("Re: Report"), Wording.of(text), NOW))
        .rows();
  }

  private static float at(float[] row, Sign sign) {
    return row[sign.column()];
  }
}
