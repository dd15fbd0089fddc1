package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatepost.smtp.client.NextHopAddress.Security;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextHopAddressTest {
  @ParameterizedTest
  @CsvSource({
    "smtp://127.0.0.1:2526, 127.0.0.1, 2526, NONE",
    "smtp://localhost, localhost, 25, NONE",
    "smtp://[::1]:26, ::1, 26, NONE",
    "smtp://mx.city.example, mx.city.example, 25, OPPORTUNISTIC",
    "smtp://mx.city.example:587?tls=required, mx.city.example, 587, REQUIRED",
    "smtp://mx.city.example?tls=none, mx.city.example, 25, NONE",
    "smtp://localhost?tls=opportunistic, localhost, 25, OPPORTUNISTIC",
    "smtps://mx.city.example, mx.city.example, 465, IMPLICIT",
    "SMTPS://mx.city.example:4650/, mx.city.example, 4650, IMPLICIT"
  })
  void anAddressSaysHowItIsSecured(String text, String host, int port, Security security) {
    NextHopAddress address = NextHopAddress.parse(text).orElseThrow();
    assertThat(address).isEqualTo(new NextHopAddress(host, port, security));
    assertThat(NextHopAddress.parse(address.toString())).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mx.city.example",
        "mx:25",
        "http://mx",
        "smtp://",
        "smtp://mx:0",
        "smtp://mx:99999",
        "smtp://user:pw@mx",
        "smtp://mx/path",
        "smtp://mx?tls=maybe",
        "smtps://mx?tls=none",
        "smtp://a b"
      })
  void anythingElseIsNone(String text) {
    assertThat(NextHopAddress.parse(text)).isEmpty();
  }
}
