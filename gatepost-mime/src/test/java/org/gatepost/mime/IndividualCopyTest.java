package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatepost.delivery.Composer;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Recipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndividualCopyTest {
  private static final UUID ID = UUID.fromString("0197a2b4-0000-7000-8000-000000000001");
  private static final Instant RELEASED = Instant.parse("2026-01-05T08:09:10Z");
  private static final Pattern ANY_ADDRESS = Pattern.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+");

  private final Composer composer =
      new SplicingComposer(
          NamedAddress.of(Address.of("gatepost@city.example")),
          "City Council",
          InstantSource.system());

  @ParameterizedTest
  @ValueSource(strings = {"family-update.eml", "sent-anyway.eml", "team-update.eml"})
  void noCopyOfFiveHundredHoldsAnybodyElsesAddress(String file) throws IOException {
    Message message = Messages.ofCase("open-cc/" + file);
    Set<Address> people =
        message.heading().addressees().stream().map(Addressee::address).collect(Collectors.toSet());
    Set<Address> authors =
        message.heading().from().stream().map(NamedAddress::address).collect(Collectors.toSet());
    assertThat(people.size()).isGreaterThan(400);
    if (!file.equals("team-update.eml")) {
      assertThat(composer.obstacles(message, people)).isEmpty();
    }
    Set<String> ids = new HashSet<>();
    String body = Messages.body(message.root());
    for (Address person : people) {
      UUID id = UUID.nameUUIDFromBytes(person.toString().getBytes(UTF_8));
      Content content = composer.copy(message, Recipient.of(person), id, RELEASED);
      String text = Messages.text(content);
      assertThat(content.size()).isEqualTo(text.length());
      Set<Address> named =
          ANY_ADDRESS
              .matcher(text)
              .results()
              .map(MatchResult::group)
              .map(Address::of)
              .collect(Collectors.toSet());
      named.removeAll(authors);
      named.remove(person);
      assertThat(named).noneMatch(people::contains);
      Message copy = Messages.of(content);
      assertThat(copy.heading().addressees().stream().map(Addressee::address))
          .containsExactly(person);
      assertThat(Messages.body(copy.root())).isEqualTo(body);
      assertThat(ids.add(copy.heading().messageId().orElseThrow())).isTrue();
      assertThat(copy.heading().subject()).isEqualTo(message.heading().subject());
    }
  }

  @Test
  void whatNamesRecipientsGoesAndTheRestStays() throws IOException {
    Message message =
        Messages.of(
            """
            Return-Path: <team@city.example>
            Delivered-To: b@y.example
            Received: from desk (desk.city.example [192.0.2.7])
             by gate.city.example with ESMTP id 42
             for <b@y.example>; Tue, 09 Jun 2026 09:41:00 +0000
            Received: from c@z.example by somewhere; Tue, 09 Jun 2026 09:40:00 +0000
            Received: from a by b; Tue, 09 Jun 2026 09:39:00 +0000
            DKIM-Signature: v=1; d=city.example; h=to:cc; b=abc
            ARC-Seal: i=1; cv=none
            Authentication-Results: mx.city.example; dkim=pass
            X-Original-To: b@y.example
            X-Custom: for c@z.example
            X-Encoded: =?utf-8?Q?c=40z.example?=
            X-Percent: c%40z.example
            X-Own: team@city.example
            X-Plain: something
            From: =?utf-8?Q?Das_Team?= <team@city.example>
            Reply-To: desk@city.example
            To: =?utf-8?Q?Zo=C3=AB?= Carew <a@x.example>, "b@y.example, c@z.example" <B+tag@Y.example>
            Cc: c@z.example
            Bcc: d@z.example
            Resent-To: e@z.example
            Apparently-To: f@z.example
            Disposition-Notification-To: c@z.example
            Return-Receipt-To: team@city.example
            Subject: Autumn
             dates
            Date: Tue, 09 Jun 2026 09:41:00 +0000
            Message-ID: <1@city.example>
            References: <0@x.example>
            In-Reply-To: <0@x.example>
            List-Id: <families.city.example>
            not a field
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Grüße.
            """);
    String copy = copy(message, "a@x.example");
    assertThat(copy)
        .isEqualTo(
            """
            Received: from desk (desk.city.example [192.0.2.7]) by gate.city.example with
             ESMTP id 42; Tue, 09 Jun 2026 09:41:00 +0000
            Received: from a by b; Tue, 09 Jun 2026 09:39:00 +0000
            X-Own: team@city.example
            X-Plain: something
            From: =?utf-8?Q?Das_Team?= <team@city.example>
            Reply-To: desk@city.example
            To: =?utf-8?B?Wm/DqyBDYXJldw==?= <a@x.example>
            Return-Receipt-To: team@city.example
            Subject: Autumn
             dates
            Date: Tue, 09 Jun 2026 09:41:00 +0000
            Message-ID: <0197a2b4-0000-7000-8000-000000000001@city.example>
            X-Gatepost-Copy-Of: 4e6ab3f2b29d5ff1b8b5a5b5b9d4f4c1
            References: <0@x.example>
            In-Reply-To: <0@x.example>
            List-Id: <families.city.example>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Grüße.
            """
                .replace("\n", "\r\n")
                .replace("4e6ab3f2b29d5ff1b8b5a5b5b9d4f4c1", sha256("<1@city.example>")));
    // The name that shows others' addresses goes with them.
    assertThat(copy(message, "b@y.example")).contains("\r\nTo: b@y.example\r\n");
    assertThat(copy(message, "hidden@y.example")).contains("\r\nTo: hidden@y.example\r\n");
  }

  @Test
  void theSameArgumentsGiveTheSameOctets() throws IOException {
    Message message = Messages.ofCase("open-cc/family-update.eml");
    Address one = message.heading().addressees().getLast().address();
    assertThat(copy(message, one.toString())).isEqualTo(copy(message, one.toString()));
  }

  @Test
  void aSignedBodyStaysOctetForOctet() throws IOException {
    Message message =
        Messages.of(
            """
            From: team@city.example
            To: a@x.example, b@y.example
            Content-Type: multipart/signed; boundary=s; micalg=pgp-sha256

            --s
            Content-Type: text/plain; hp="clear"
            Subject: Autumn \s

            text \t
            --s
            Content-Type: application/pgp-signature

            sig
            --s--
            epilogue\
            """);
    Message copy =
        Messages.of(composer.copy(message, Recipient.of(Address.of("a@x.example")), ID, RELEASED));
    assertThat(Messages.body(copy.root())).isEqualTo(Messages.body(message.root()));
    assertThat(copy.headers().first("Content-Type").map(Headers.Field::value))
        .isEqualTo(message.headers().first("Content-Type").map(Headers.Field::value));
  }

  @Test
  void aHeaderThatTheEndCutOffGetsAnEnd() throws IOException {
    for (String text :
        List.of(
            "From: t@c.example\nTo: a@x.example\nSubject: cut",
            "From: t@c.example\nTo: a@x.example\nSubject: cut\n",
            "From: t@c.example\nSubject: cut\n\n")) {
      String copy = copy(Messages.of(text), "a@x.example");
      assertThat(copy).contains("Subject: cut\r\n").contains("To: a@x.example\r\n");
      assertThat(copy).endsWith("\r\n\r\n").doesNotContain("\r\n\r\nX");
      assertThat(copy.indexOf("\r\n\r\n")).isEqualTo(copy.length() - 4);
    }
  }

  @Test
  void aMessageWithoutRecipientsInItsHeaderGetsOne() throws IOException {
    Message message = Messages.ofCase("open-cc/bcc-update.eml");
    Message copy =
        Messages.of(composer.copy(message, Recipient.of(Address.of("a@x.example")), ID, RELEASED));
    assertThat(copy.heading().addressees().stream().map(Addressee::address))
        .containsExactly(Address.of("a@x.example"));
  }

  @Test
  void aCopyOfAMessageWithoutADateBearsThatOfItsRelease() throws IOException {
    String copy =
        copy(Messages.of("From: clerk@city.example\nSubject: x\n\nDate: no\n"), "a@x.example");
    assertThat(copy)
        .containsOnlyOnce("\r\nDate: Mon, 05 Jan 2026 08:09:10 +0000\r\n")
        .endsWith("\r\n\r\nDate: no\r\n");
  }

  @Test
  void aDateThatIsThereStaysAsItIs() throws IOException {
    String copy =
        copy(
            Messages.of("date:  1 Feb 99 10:00 EST\nFrom: clerk@city.example\n\nx\n"),
            "a@x.example");
    assertThat(copy).startsWith("date:  1 Feb 99 10:00 EST\r\n").doesNotContain("Date:");
  }

  @Test
  void partsOfACopyCanBeOpenedAnywhere() throws IOException {
    Message message = Messages.ofCase("open-cc/family-update.eml");
    Content copy = composer.copy(message, Recipient.of(Address.of("a@x.example")), ID, RELEASED);
    String whole = Messages.text(copy);
    for (int start = 0; start < whole.length(); start += 37) {
      for (int end = start; end <= whole.length(); end += 211) {
        assertThat(new String(copy.open(start, end).readAllBytes(), UTF_8))
            .isEqualTo(whole.substring(start, end));
      }
    }
  }

  private String copy(Message message, String to) throws IOException {
    return Messages.text(composer.copy(message, Recipient.of(Address.of(to)), ID, RELEASED));
  }

  private static String sha256(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
          .toLowerCase(Locale.ROOT);
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new AssertionError(missing);
    }
  }
}
