package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gatepost.audience.Audience;
import org.gatepost.audience.Audience.Exposure;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.audience.Readership;
import org.gatepost.inspect.AddressCheck.Doubt;
import org.gatepost.inspect.Mentions.Mention;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee.Place;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;
import org.gatepost.mail.ReversePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Doubts about addresses become findings, among the recipients and in the text. */
class AddressDetectorsTest {
  private static final Address ANNA = Address.of("anna@city.example");
  private static final Address LIST = Address.of("talk@lists.example");
  private static final Address DESK = Address.of("desk@city.example");

  private static final AddressCheck LISTS =
      (address, _) ->
          address.domain().equals(LIST.domain())
              ? Optional.of(
                  new Doubt(0.95, "a list", "is a list", "All read it.", Optional.of(DESK)))
              : Optional.empty();

  @Test
  void everyPlaceOfARecipientIsLookedAt() {
    for (Place place : Place.values()) {
      List<Finding> findings = new PublicListDetector(LISTS).inspect(outgoing(LIST, place));
      assertThat(findings).hasSize(1);
      Finding finding = findings.getFirst();
      assertThat(finding.kind()).isEqualTo(FindingKind.PUBLIC_LIST);
      assertThat(finding.recipients()).containsExactly(LIST);
      assertThat(finding.because())
          .isEqualTo(
              "talk@lists.example is a list. All read it. You most likely meant"
                  + " desk@city.example.");
      assertThat(finding.suggestions()).containsExactly(new Finding.Suggestion(LIST, DESK));
      assertThat(finding.evidence().text()).doesNotContain("@");
    }
    assertThat(new PublicListDetector(LISTS).inspect(outgoing(ANNA, Place.TO))).isEmpty();
  }

  @Test
  void theTextIsLookedAtWithTheSameEyes() throws IOException {
    List<Finding> findings = body(true, mention("talk@lists.example"), mention("x@far.example"));
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().confidence()).isEqualTo(0.95);
    assertThat(findings.getFirst().recipients()).containsExactly(ANNA);
    assertThat(findings.getFirst().because()).startsWith("In the text, talk@lists.example is a");
  }

  @Test
  void whatIsOnlyQuotedIsNotHeldByDefault() throws IOException {
    List<Finding> findings = body(true, new Mention(LIST, "the text", true));
    assertThat(findings.getFirst().confidence()).isLessThan(0.9);
  }

  @Test
  void aThousandDoubtedAddressesAreNotAThousandSentences() throws IOException {
    Mention[] many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> mention("talk" + i + "@lists.example"))
            .toArray(Mention[]::new);
    List<Finding> findings = body(true, many);
    assertThat(findings).hasSize(21);
    assertThat(findings.getLast().because()).startsWith("980 further addresses");
    assertThat(findings.getLast().confidence()).isEqualTo(0.95);
    assertThat(findings.getLast().suggestions()).hasSize(980);
  }

  @Test
  void whatWasNotReadToItsEndIsNotTakenForGood() throws IOException {
    List<Finding> findings = body(false);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().confidence()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "https://lists.city.example/talk/, true",
    "HTTP://lists.city.example:8080/talk?year=2026, true",
    "http Your account is locked, false",
    "https://lists.city.example/ sign in at far.example, false",
    "https://, false",
    "javascript:alert(1), false",
    "https://lіsts.city.example/, false"
  })
  void onlyAWebAddressIsShownAsAnArchive(String text, boolean shown) {
    assertThat(PublicListCheck.isWebAddress(text)).isEqualTo(shown);
  }

  private static List<Finding> body(boolean complete, Mention... mentions) throws IOException {
    return new BodyAddressDetector(
            _ -> new Mentions.Found(List.of(mentions), complete), List.of(LISTS))
        .inspect(outgoing(ANNA, Place.TO));
  }

  private static Mention mention(String address) {
    return new Mention(Address.of(address), "the text", false);
  }

  private static Outgoing outgoing(Address recipient, Place place) {
    Readership list =
        new Readership.MailingList(
            LIST,
            List.of(),
            "",
            Readership.Openness.PUBLIC,
            0.95,
            OptionalInt.empty(),
            Optional.empty(),
            false);
    Map<Address, Reader> readers = new LinkedHashMap<>();
    readers.put(recipient.person(), new Reader(recipient, place, Relation.OUTSIDE, true, list));
    Audience audience =
        new Audience(Optional.of(ANNA), readers, new Exposure(List.of(), List.of(), 0));
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
        Envelope.of(ReversePath.of(ANNA), List.of(recipient)),
        audience,
        Background.empty(),
        new Message(content, Headers.none(), Heading.empty(), root));
  }
}
