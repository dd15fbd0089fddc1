package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values of the configuration, at their edges. */
class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "60s, PT1M, 1m",
    "15m, PT15M, 15m",
    "3d, PT72H, 3d",
    "1h30m, PT1H30M, 1h30m",
    "2w, PT336H, 14d",
    "250ms, PT0.25S, 250ms",
    "0s, PT0S, 0s"
  })
  void durationsAreReadAndShown(String text, Duration duration, String shown) {
    assertThat(Durations.parse(text)).contains(duration);
    assertThat(Durations.print(duration)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-5s", "5 s", "5S", "1.5h", "9999999999s", "5s5"})
  void whatIsNoDuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "100MB, 104857600, 100MB",
    "1KiB, 1024, 1KB",
    "2gb, 2147483648, 2GB",
    "1000, 1000, 1000",
    "0, 0, 0"
  })
  void sizesAreReadAndShown(String text, long octets, String shown) {
    assertThat(Sizes.parse(text)).contains(octets);
    assertThat(Sizes.print(octets)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "1.5MB", "-1", "1TB", "99999999999999999999GB"})
  void whatIsNoSize(String text) {
    assertThat(Sizes.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 127.3.4.5, true",
    "127.0.0.0/8, 128.0.0.1, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true"
  })
  void anAddressLiesInANetworkOrNot(String network, String address, boolean inside) {
    assertThat(Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
        .isEqualTo(inside);
  }

  @Test
  void aNetworkIsShownAsItIsWritten() {
    assertThat(Network.parse("::1/128").orElseThrow()).hasToString("::1/128");
    assertThat(Network.parse("10.0.0.0/8").orElseThrow()).hasToString("10.0.0.0/8");
  }

  @ParameterizedTest
  @CsvSource({
    "council.city.gov.uk, city.gov.uk",
    "city.gov.uk, city.gov.uk",
    "gov.uk, gov.uk",
    "co.uk, co.uk",
    "mail.shop.co.uk, shop.co.uk",
    "planning.city.example, city.example",
    "city.example, city.example",
    "example, example",
    "a.b.c.unknown-suffix, c.unknown-suffix",
    "[192.0.2.1], [192.0.2.1]",
    "xn--mnchen-3ya.example, xn--mnchen-3ya.example"
  })
  void theRegistrableDomainIsWhatSomebodyRegistered(String domain, String registrable) {
    assertThat(PublicSuffixes.registrable(Domain.of(domain))).isEqualTo(Domain.of(registrable));
  }

  @Test
  void theNearestNameIsAFewLettersAway() {
    List<String> known = List.of("organisation", "directory", "hold");
    assertThat(Words.nearest("organization", known)).contains("organisation");
    assertThat(Words.nearest("directroy", known)).contains("directory");
    assertThat(Words.nearest("held", known)).contains("hold");
    assertThat(Words.nearest("x".repeat(5000), known)).isEmpty();
    assertThat(Words.nearest("frobnicate", known)).isEmpty();
  }
}
