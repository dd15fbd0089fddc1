package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "127.0.0.0/8, ::ffff:127.0.0.1, true"
  })
  void anAddressIsInsideOrNot(String network, String address, boolean inside) {
    assertThat(Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "192.0.2.0/",
        "192.0.2/24",
        "2001:db8::/129",
        "fe80::1%eth0",
        "1"
      })
  void anythingElseIsNoNetwork(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }

  @Test
  void hostsOfOneIpv6NetworkAreOneClient() {
    assertThat(Network.clientOf(InetAddress.ofLiteral("2001:db8::1")))
        .isEqualTo(Network.clientOf(InetAddress.ofLiteral("2001:db8::ffff")))
        .isNotEqualTo(Network.clientOf(InetAddress.ofLiteral("2001:db8:0:1::1")));
  }
}
