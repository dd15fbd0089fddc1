package org.gatepost.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers write where an address should be. */
class WrittenAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SMTP:anna@city.example",
        "smtp:anna@city.example",
        " anna@city.example ",
        "\"anna oak\"@city.example",
        "änna@city.example"
      })
  void addresses(String value) {
    assertThat(WrittenAddress.isOfAnotherKind(value)).isFalse();
    assertThat(WrittenAddress.parse(value)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X500:/o=City", "sip:anna@city.example", "x400:C=GB;A= ;P=City"})
  void otherKinds(String value) {
    assertThat(WrittenAddress.isOfAnotherKind(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "@city.example",
        "anna@",
        "a b@city.example",
        "a@city.example, b@city.example",
        "<a@city.example>",
        "a\n@city.example",
        "a\u00a0b@city.example",
        "a\ufffd@city.example",
        "smtp:"
      })
  void broken(String value) {
    assertThat(WrittenAddress.parse(value)).isEmpty();
  }

  @Test
  void aNameIsOneLineWithoutWhatIsInvisible() {
    assertThat(WrittenAddress.name("Anna\u202e\r\nOak\u0000 ")).isEqualTo("Anna Oak");
    assertThat(WrittenAddress.name("😀".repeat(500)))
        .hasSizeLessThanOrEqualTo(200)
        .doesNotContain("?");
  }
}
