package org.gatepost.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "Anna@City.Example, anna@city.example",
    "anna+school@city.example, anna@city.example",
    "+tag@city.example, +tag@city.example",
    "'\"Anna\"@city.example', anna@city.example",
    "anna@bücher.example, anna@xn--bcher-kva.example",
    "anna@city.example., anna@city.example",
  })
  void onePersonHasOneSpelling(String written, String person) {
    assertThat(Address.of(written).person()).isEqualTo(Address.of(person));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "a@", "@b", "a", "a@b c", "a@<b>", "a\r\nb@c", "a@.b", "a@b@"})
  void whatIsNoAddressIsNone(String text) {
    assertThat(Address.parse(text)).isEmpty();
  }

  @Test
  void theSpellingOfTheLocalPartIsKept() {
    assertThat(Address.of("Anna.Smith@City.Example")).hasToString("Anna.Smith@city.example");
  }

  @Test
  void aSubdomainLiesWithinItsDomainLabelByLabel() {
    Domain city = Domain.of("city.example");
    assertThat(Domain.of("planning.city.example").isWithin(city)).isTrue();
    assertThat(Domain.of("notcity.example").isWithin(city)).isFalse();
  }
}
