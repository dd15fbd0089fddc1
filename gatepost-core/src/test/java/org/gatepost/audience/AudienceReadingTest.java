package org.gatepost.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.Audience.Exposure;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Addressee.Place;
import org.gatepost.mail.Domain;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.Heading;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.ReversePath;
import org.junit.jupiter.api.Test;

class AudienceReadingTest {
  private static final Organisation COUNCIL =
      new Organisation(
          "City Council",
          Set.of(Domain.of("city.example")),
          Set.of(Domain.of("freemail.example"), Domain.of("inbox.example")),
          domain -> domain);

  private static final Map<Domain, String> PARTNERS =
      Map.of(
          Domain.of("north.example"), "Schools Trust",
          Domain.of("south.example"), "Schools Trust",
          Domain.of("west.example"), "Library Service");

  @Test
  void colleaguesAreNotVisible() {
    assertThat(exposure("a@city.example", "b@planning.city.example").visible()).isEmpty();
  }

  @Test
  void aDomainThatOnlyEndsAlikeIsOutside() {
    assertThat(exposure("a@notcity.example").visible()).hasSize(1);
  }

  @Test
  void peopleAtOneFirmKnowEachOther() {
    assertThat(exposure("a@firm.example", "b@firm.example").exposed()).isEmpty();
  }

  @Test
  void peopleAtOneFreemailDomainDoNot() {
    assertThat(exposure("a@freemail.example", "b@freemail.example").exposed()).hasSize(2);
  }

  @Test
  void aDomainBelowAFreemailDomainIsFreemail() {
    assertThat(exposure("a@uk.freemail.example", "b@uk.freemail.example").exposed()).hasSize(2);
    assertThat(exposure("a@notfreemail.example", "b@notfreemail.example").exposed()).isEmpty();
  }

  @Test
  void domainsOfOnePartnerBelongTogether() {
    assertThat(exposure("a@north.example", "b@south.example").exposed()).isEmpty();
    assertThat(exposure("a@north.example", "b@west.example").exposed()).hasSize(2);
  }

  @Test
  void onePersonAloneIsNotExposed() {
    assertThat(exposure("a@freemail.example").exposed()).isEmpty();
  }

  @Test
  void peopleAreCountedAndNotSpellings() {
    Exposure exposure =
        exposure("Anna@freemail.example", "anna@FREEMAIL.example", "anna+school@freemail.example");
    assertThat(exposure.visible()).containsExactly(Address.of("Anna@freemail.example"));
    assertThat(exposure.exposed()).isEmpty();
  }

  @Test
  void whomNobodyKnowsStandsFirst() {
    Exposure exposure =
        exposure(
            "a@firm.example",
            "b@firm.example",
            "family@freemail.example",
            "c@other.example",
            "d@other.example");
    assertThat(exposure.exposed()).hasSize(5);
    assertThat(exposure.exposed().getFirst()).isEqualTo(Address.of("family@freemail.example"));
    assertThat(exposure.unknownToAll()).isEqualTo(1);
  }

  @Test
  void recipientsOfTheEnvelopeAloneAreNotVisible() {
    Audience audience =
        reading()
            .read(
                envelope("a@freemail.example", "b@inbox.example"),
                heading(Place.TO),
                Circles.unknown());
    assertThat(audience.exposure().visible()).isEmpty();
    assertThat(audience.find(Address.of("A@freemail.example")))
        .hasValueSatisfying(reader -> assertThat(reader.place()).isEqualTo(Place.ENVELOPE));
  }

  @Test
  void whatTheHeadersShowCountsWhateverThisEnvelopeHolds() {
    Audience audience =
        reading()
            .read(
                envelope("a@freemail.example"),
                heading(Place.CC, "a@freemail.example", "b@inbox.example", "c@inbox.example"),
                Circles.unknown());
    assertThat(audience.exposure().exposed()).hasSize(3);
  }

  @Test
  void aBccFieldInTheDataIsVisible() {
    Audience audience =
        reading()
            .read(
                envelope("a@freemail.example"),
                heading(Place.BCC, "a@freemail.example", "b@inbox.example"),
                Circles.unknown());
    assertThat(audience.exposure().visible()).hasSize(2);
  }

  @Test
  void circlesOfCorrespondenceMakePeopleKnown() {
    Set<Address> circle =
        Set.of(
            Address.of("a@freemail.example"),
            Address.of("b@inbox.example"),
            Address.of("c@firm.example"));
    Audience known =
        reading()
            .read(
                envelope("a@freemail.example"),
                heading(Place.TO, "a@freemail.example", "b@inbox.example", "c@firm.example"),
                person -> circle.contains(person) ? circle : Set.of());
    assertThat(known.exposure().exposed()).isEmpty();
    Audience withStranger =
        reading()
            .read(
                envelope("a@freemail.example"),
                heading(
                    Place.TO,
                    "a@freemail.example",
                    "b@inbox.example",
                    "c@firm.example",
                    "family@inbox.example"),
                person -> circle.contains(person) ? circle : Set.of());
    assertThat(withStranger.exposure().exposed())
        .hasSize(4)
        .first()
        .isEqualTo(Address.of("family@inbox.example"));
  }

  @Test
  void withoutDomainsTheSendersOwnRegistrableDomainIsInside() {
    Organisation unnamed =
        new Organisation(
            "",
            Set.of(),
            Set.of(Domain.of("freemail.example")),
            domain -> Domain.of("city.example"));
    Optional<Address> clerk = Optional.of(Address.of("clerk@planning.city.example"));
    assertThat(unnamed.isInside(Address.of("b@city.example"), clerk)).isTrue();
    assertThat(unnamed.isInside(Address.of("b@other.example"), clerk)).isFalse();
    Optional<Address> person = Optional.of(Address.of("me@freemail.example"));
    assertThat(unnamed.isInside(Address.of("ME@freemail.example"), person)).isTrue();
    assertThat(unnamed.isInside(Address.of("you@freemail.example"), person)).isFalse();
  }

  @Test
  void tenThousandStrangersAreReadInOnePass() {
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      people.add("family" + i + "@freemail.example");
    }
    assertThat(exposure(people.toArray(String[]::new)).exposed()).hasSize(10_000);
  }

  private static Exposure exposure(String... visible) {
    return reading()
        .read(envelope(visible[0]), heading(Place.TO, visible), Circles.unknown())
        .exposure();
  }

  private static AudienceReading reading() {
    Directory directory =
        new Directory() {
          @Override
          public Optional<Entry> find(Address address) {
            return Optional.empty();
          }

          @Override
          public Optional<String> partner(Domain domain) {
            return Optional.ofNullable(PARTNERS.get(domain));
          }

          @Override
          public List<Entry> all(Kind kind) {
            return List.of();
          }
        };
    return new AudienceReading(
        COUNCIL,
        directory,
        new Readerships(COUNCIL, directory, AliasTable.empty(), KnownLists.none()));
  }

  private static Envelope envelope(String... to) {
    return Envelope.of(
        ReversePath.of(Address.of("clerk@city.example")),
        List.of(to).stream().map(Address::of).toList());
  }

  private static Heading heading(Place place, String... addresses) {
    List<Addressee> addressees = new ArrayList<>();
    for (String address : addresses) {
      addressees.add(new Addressee(place, NamedAddress.of(Address.of(address))));
    }
    return new Heading(
        List.of(NamedAddress.of(Address.of("clerk@city.example"))),
        Optional.empty(),
        List.of(),
        addressees,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
