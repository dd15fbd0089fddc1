package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
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
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee.Place;
import org.gatepost.mail.Domain;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.ReversePath;
import org.gatepost.recipient.RecipientModel;
import org.gatepost.recipient.Wording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anybody may write mail whose headers make a list of an address: that must clear nobody. */
class ShownListsTest {
  private static final Instant NOW = Instant.parse("2011-03-01T09:00:00Z");
  private static final Address ANNA = Address.of("anna@city.example");
  private static final Address PARTNER = Address.of("bert@partner.example");
  private static final Address SILENT = Address.of("harriet.lownds@chambers.example");
  private static final Organisation CITY =
      new Organisation("City", Set.of(Domain.of("city.example")), Set.of(), domain -> domain);

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 0"})
  void onlyAListThatSomebodyHereWroteDownNeedNotAnswer(boolean said, int findings) {
    Readerships readerships =
        new Readerships(CITY, Directory.empty(), AliasTable.empty(), KnownLists.none());
    Lookalikes lookalikes = new Lookalikes(CITY, Directory.empty(), readerships);
    RecipientDetector detector =
        new RecipientDetector(
            CITY, new RecipientDoubts(RecipientModel.prior(), lookalikes, CITY::isFreemail));

    assertThat(detector.inspect(outgoing(said)))
        .filteredOn(finding -> finding.kind() == FindingKind.UNANSWERED_ADDRESS)
        .hasSize(findings);
  }

  private static Outgoing outgoing(boolean said) {
    Readership list =
        new Readership.MailingList(
            SILENT,
            List.of(),
            "",
            Readership.Openness.UNKNOWN,
            0.5,
            OptionalInt.empty(),
            Optional.empty(),
            said);
    return new Outgoing(
        new Submission(Optional.empty(), "", NOW, "trace"),
        Envelope.of(ReversePath.of(ANNA), List.of(SILENT)),
        new Audience(
            Optional.of(ANNA),
            Map.of(SILENT, new Reader(SILENT, Place.TO, Relation.OUTSIDE, true, list)),
            new Exposure(List.of(), List.of(), 0)),
        new Background(known(), Answers.none(), SubjectKey.of(""), Wording.of(""), Set.of()),
        ListMail.with());
  }

  /** Mail comes in, and none from there. */
  private static Recollection known() {
    InMemoryCorrespondence memory =
        new InMemoryCorrespondence(
            address -> CITY.isInside(address, Optional.empty()), UnaryOperator.identity());
    memory.learn(
        List.of(
            letter(9, ANNA, PARTNER, Exchange.Origin.SENT),
            letter(8, PARTNER, ANNA, Exchange.Origin.CAME_IN),
            letter(7, ANNA, SILENT, Exchange.Origin.SENT),
            letter(6, ANNA, SILENT, Exchange.Origin.SENT),
            letter(5, PARTNER, ANNA, Exchange.Origin.CAME_IN)));
    return memory.recall(new Inquiry(ANNA, List.of(SILENT), Set.of(), SubjectKey.of(""), NOW));
  }

  private static Exchange letter(int daysAgo, Address from, Address to, Exchange.Origin origin) {
    return new Exchange(
        NOW.minus(Duration.ofDays(daysAgo)),
        NamedAddress.of(from),
        List.of(NamedAddress.of(to)),
        Set.of(),
        SubjectKey.of(""),
        ThreadMarks.none(),
        Set.of(),
        origin,
        Exchange.Showing.NOBODY);
  }
}
