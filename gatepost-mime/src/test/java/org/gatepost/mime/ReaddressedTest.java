package org.gatepost.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatepost.delivery.Composer;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.junit.jupiter.api.Test;

class ReaddressedTest {
  private static final String MESSAGE =
      """
      From: team@city.example
      TO:   Anna <a@x.example>,
       b@y.example
      Cc: C <c@z.example>, D <d@z.example>
      Bcc: e@z.example
      X-Odd:  kept \t as it is
      Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=

      a@x.example stays in the text \s
      """;

  private final Composer composer =
      new SplicingComposer(
          NamedAddress.of(Address.of("gatepost@city.example")),
          "City Council",
          InstantSource.system());

  @Test
  void onlyFieldsThatNameThemAreWrittenAnew() throws IOException {
    assertThat(readdressed(Set.of(Address.of("C@z.example")), Map.of(), false))
        .isEqualTo(crlf(MESSAGE.replace("Cc: C <c@z.example>, D", "Cc: D")));
    assertThat(readdressed(Set.of(Address.of("nobody@z.example")), Map.of(), false))
        .isEqualTo(crlf(MESSAGE));
  }

  @Test
  void theOnlyReaderInToLeavesAnEmptyGroup() throws IOException {
    assertThat(
            readdressed(
                Set.of(Address.of("a@x.example"), Address.of("b@y.example")), Map.of(), false))
        .isEqualTo(
            crlf(
                MESSAGE.replace(
                    "TO:   Anna <a@x.example>,\n b@y.example", "TO: undisclosed-recipients:;")));
    assertThat(
            readdressed(
                Set.of(Address.of("c@z.example"), Address.of("d@z.example")), Map.of(), false))
        .isEqualTo(crlf(MESSAGE.replace("Cc: C <c@z.example>, D <d@z.example>\n", "")));
  }

  @Test
  void anAddressIsCorrectedAndKeepsItsName() throws IOException {
    assertThat(
            readdressed(
                Set.of(), Map.of(Address.of("d@z.example"), Address.of("dee@z.example")), false))
        .isEqualTo(crlf(MESSAGE.replace("d@z.example", "dee@z.example")));
  }

  @Test
  void hiddenRecipientsAreTakenOutOfTheData() throws IOException {
    assertThat(readdressed(Set.of(), Map.of(), true))
        .isEqualTo(crlf(MESSAGE.replace("Bcc: e@z.example\n", "")));
  }

  @Test
  void theRestOfALongListIsFolded() throws IOException {
    Message message = Messages.ofCase("open-cc/family-update.eml");
    Address first =
        message.heading().addressees().stream()
            .filter(addressee -> addressee.place() == Addressee.Place.CC)
            .findFirst()
            .orElseThrow()
            .address();
    String text = Messages.text(composer.readdressed(message, Set.of(first), Map.of(), false));
    assertThat(text.lines()).allMatch(line -> line.length() <= 78);
    Message changed = Messages.of(text.replace("\r\n", "\n"));
    assertThat(changed.heading().addressees().stream().map(Addressee::address))
        .containsExactlyElementsOf(
            message.heading().addressees().stream()
                .map(Addressee::address)
                .filter(address -> !address.equals(first))
                .collect(Collectors.toList()));
    assertThat(changed.heading().addressees()).isSubsetOf(message.heading().addressees());
    assertThat(Messages.body(changed.root())).isEqualTo(Messages.body(message.root()));
  }

  private String readdressed(Set<Address> removed, Map<Address, Address> corrected, boolean dropBcc)
      throws IOException {
    return Messages.text(composer.readdressed(Messages.of(MESSAGE), removed, corrected, dropBcc));
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }
}
