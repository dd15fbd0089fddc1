package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.Audience;
import org.gatepost.audience.Audience.Exposure;
import org.gatepost.audience.Audience.Reader;
import org.gatepost.audience.Audience.Relation;
import org.gatepost.audience.Directory;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.ListMail;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readership;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee.Place;
import org.gatepost.mail.Domain;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.ReversePath;
import org.gatepost.recipient.RecipientModel;
import org.gatepost.recipient.Wording;
import org.junit.jupiter.api.Test;

/** What a sender has confirmed is not asked again, unless somebody has found it to be a slip. */
class AskedOnceTest {
  private static final Instant NOW = Instant.parse("2011-03-01T09:00:00Z");
  private static final Address ANNA = Address.of("anna@city.example");
  private static final Address SLIP = Address.of("bert@ciyt.example");
  private static final Organisation CITY =
      new Organisation("City", Set.of(Domain.of("city.example")), Set.of(), domain -> domain);

  private final InMemoryAnswers answers = new InMemoryAnswers();

  @Test
  void aConfirmationSilencesALookalike() {
    assertThat(lookalikes()).hasSize(1);
    confirm();
    assertThat(lookalikes()).isEmpty();
  }

  @Test
  void whatWasCorrectedStopsThoseTooWhoHadConfirmedIt() {
    confirm();
    answers.note(List.of(new GivenAnswer.Mistaken(SLIP)), NOW);

    assertThat(lookalikes())
        .singleElement()
        .satisfies(finding -> assertThat(finding.because()).contains("by mistake before"));
  }

  private void confirm() {
    answers.note(List.of(new GivenAnswer.Meant(ANNA, SLIP, FindingKind.LOOKALIKE_RECIPIENT)), NOW);
  }

  private List<Finding> lookalikes() {
    Readerships readerships =
        new Readerships(CITY, Directory.empty(), AliasTable.empty(), KnownLists.none());
    return new RecipientDetector(
            CITY,
            new RecipientDoubts(
                RecipientModel.prior(),
                new Lookalikes(CITY, Directory.empty(), readerships),
                CITY::isFreemail))
        .inspect(outgoing()).stream()
            .filter(finding -> finding.kind() == FindingKind.LOOKALIKE_RECIPIENT)
            .toList();
  }

  private Outgoing outgoing() {
    Reader reader = new Reader(SLIP, Place.TO, Relation.OUTSIDE, true, new Readership.OnePerson());
    return new Outgoing(
        new Submission(Optional.empty(), "", NOW, "trace"),
        Envelope.of(ReversePath.of(ANNA), List.of(SLIP)),
        new Audience(
            Optional.of(ANNA), Map.of(SLIP, reader), new Exposure(List.of(), List.of(), 0)),
        new Background(
            Recollection.empty(ANNA),
            answers.about(ANNA, List.of(SLIP), NOW),
            SubjectKey.of(""),
            Wording.of(""),
            Set.of()),
        ListMail.with());
  }
}
