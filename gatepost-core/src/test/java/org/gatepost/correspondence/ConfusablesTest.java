package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfusablesTest {
  @ParameterizedTest
  @CsvSource({
    "harriet@chambers.example, hаrriet@chambers.example", // the second a is Cyrillic
    "harriet@chambers.example, harriet@сhаmbеrs.example",
    "harriet@chambers.example, harriet@charnbers.example",
    "hello@world.example, he11o@w0rld.example",
    "victor@wood.example, victοr@vvood.example", // the o is Greek
    "anna@city.example, ａｎｎａ@city.example"
  })
  void addressesThatLookTheSameAreOneSlipApartAndShareAKey(String one, String other) {
    Address right = Address.of(one);
    Address wrong = Address.of(other);

    assertThat(right).isNotEqualTo(wrong);
    assertThat(Confusables.skeleton(right)).isEqualTo(Confusables.skeleton(wrong));
    assertThat(Closeness.between(right, wrong)).isEqualTo(1);
    assertThat(Closeness.keys(right)).containsAnyElementsOf(Closeness.keys(wrong));
  }

  @ParameterizedTest
  @CsvSource({
    "аnna@city.example, true",
    "anna@cіty.example, true",
    "anna@city.example, false",
    "анна@город.example, false",
    "zoë@müller.example, false",
    "δήμος@πόλη.example, false"
  })
  void twoAlphabetsInOneWordAreMixed(String address, boolean mixed) {
    assertThat(Confusables.isMixed(Address.of(address))).isEqualTo(mixed);
  }

  @Test
  void differentAddressesKeepDifferentSkeletons() {
    assertThat(Confusables.skeleton(Address.of("anna@city.example").person()))
        .isEqualTo("anna@city.example".toLowerCase(Locale.ROOT))
        .isNotEqualTo(Confusables.skeleton(Address.of("anne@city.example")));
  }
}
