package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosenessTest {
  @ParameterizedTest
  @CsvSource({
    "harriet.lowndes@chambers.example, harriet.lownds@chambers.example, 1",
    "harriet.lowndes@chambers.example, harreit.lowndes@chambers.example, 1",
    "harriet.lowndes@chambers.example, harriet.lowndess@chambers.example, 1",
    "harriet.lowndes@chambers.example, harriet.lowndes@chamber.example, 1",
    "harriet.lowndes@chambers.example, hariet.lowndse@chambers.example, 2",
    "anna@city.example, anna@lists.authority.example, 4",
    "harriet.lowndes@chambers.example, hlowndes@chambers.example, 5",
    "harriet.lowndes@chambers.example, h.lowndes@chambers.example, 5",
    "harriet.lowndes@chambers.example, lowndes.harriet@chambers.example, 5",
    "harriet.lowndes@chambers.example, harriet.maria.lowndes@chambers.example, 5",
    "harriet.lowndes@chambers.example, hlowndes@city.example, 9",
    "harriet.lowndes@chambers.example, henry.lowndes@chambers.example, 9",
    "anna@city.example, anna@city.example, 0",
    "anna@city.example, bert@city.example, 9",
    "anna@city.example, anne@village.example, 9"
  })
  void slipsAreCounted(String one, String other, int slips) {
    assertThat(Closeness.between(Address.of(one), Address.of(other))).isEqualTo(slips);
    assertThat(Closeness.between(Address.of(other), Address.of(one))).isEqualTo(slips);
  }

  @ParameterizedTest
  @CsvSource({
    "harriet.lowndes@chambers.example, harriet.lownds@chambers.example",
    "harriet.lowndes@chambers.example, harriet.lowndez@chambers.example",
    "harriet.lowndes@chambers.example, harreit.lowndes@chambers.example",
    "harriet.lowndes@chambers.example, harriet.lowndes@chambrs.example",
    "harriet.lowndes@chambers.example, hlowndes@chambers.example",
    "harriet.lowndes@chambers.example, harriet.maria.lowndes@chambers.example",
    "anna@city.example, anna@lists.authority.example"
  })
  void addressesASlipApartShareAKey(String one, String other) {
    assertThat(Closeness.keys(Address.of(one)))
        .containsAnyElementsOf(Closeness.keys(Address.of(other)));
  }

  @Test
  void textsThatAreTooLongAreNotCompared() {
    String hostile = "a".repeat(1_000_000);

    assertThat(Closeness.slips(hostile, hostile, 2)).isEqualTo(3);
    assertThat(Closeness.keys(new Address(hostile, Address.of("x@y.example").domain())))
        .hasSizeLessThan(200);
  }
}
