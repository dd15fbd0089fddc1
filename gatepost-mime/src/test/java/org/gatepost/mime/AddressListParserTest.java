package org.gatepost.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatepost.mail.NamedAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListParserTest {
  record Case(String value, List<String> expected) {
    Case(String value, String... expected) {
      this(value, List.of(expected));
    }

    @Override
    public String toString() {
      return value;
    }
  }

  static Stream<Case> lists() {
    return Stream.of(
        new Case("a@x.example", "a@x.example"),
        new Case("<a@x.example>", "a@x.example"),
        new Case("Anna Bell <a@x.example>", "Anna Bell <a@x.example>"),
        new Case("\"Bell, Anna\" <a@x.example>", "Bell, Anna <a@x.example>"),
        new Case("a@x.example (Anna (Bell))", "Anna (Bell) <a@x.example>"),
        new Case("a@x.example, b@y.example", "a@x.example", "b@y.example"),
        new Case("a@x.example,, ,b@y.example,", "a@x.example", "b@y.example"),
        new Case("a@x.example; b@y.example;", "a@x.example", "b@y.example"),
        new Case("a@x.example b@y.example", "a@x.example", "b@y.example"),
        new Case("A <a@x.example> B <b@y.example>", "A <a@x.example>", "B <b@y.example>"),
        new Case("undisclosed-recipients:;"),
        new Case("undisclosed-recipients: ;"),
        new Case("Families: a@x.example, B <b@y.example>;", "a@x.example", "B <b@y.example>"),
        new Case(
            "One: a@x.example;, Two: b@y.example;, c@z.example",
            "a@x.example",
            "b@y.example",
            "c@z.example"),
        new Case("One: a@x.example, b@y.example", "a@x.example", "b@y.example"),
        new Case("<@relay.example,@hop.example:a@x.example>", "a@x.example"),
        new Case("<@relay.example:a@x.example>, b@y.example", "a@x.example", "b@y.example"),
        new Case("\"a@x.example\" <b@y.example>", "a@x.example <b@y.example>"),
        new Case("a@x.example <a@x.example>", "a@x.example <a@x.example>"),
        new Case("'a@x.example' <a@x.example>", "'a@x.example' <a@x.example>"),
        new Case("'a@x.example'", "a@x.example"),
        new Case("a@x.example <b@y.example>", "a@x.example <b@y.example>", "a@x.example"),
        new Case("=?utf-8?Q?Zo=C3=AB?= <z@x.example>", "Zoë <z@x.example>"),
        new Case(
            "=?utf-8?B?Wm/Dqw==?= =?utf-8?Q?_Carew?= <z@x.example>", "Zoë Carew <z@x.example>"),
        new Case("=?iso-8859-1?Q?Zo=EB?= =?utf-8?B?w6s=?= <z@x.example>", "Zoëë <z@x.example>"),
        new Case("=?utf-8?Q?Carew,_Zo=C3=AB?= <z@x.example>", "Carew, Zoë <z@x.example>"),
        new Case("\"=?utf-8?Q?Zo=C3=AB?=\" <z@x.example>", "Zoë <z@x.example>"),
        new Case("=?utf-8?Q?a=40x.example,_b@y.example?=", "a@x.example", "b@y.example"),
        new Case(
            "=?utf-8?B?QSA8YUB4LmV4YW1wbGU+LCBiQHkuZXhhbXBsZQ==?=",
            "A <a@x.example>",
            "b@y.example"),
        new Case("<=?utf-8?Q?a=40x.example?=>", "a@x.example"),
        new Case("\"a@x.example, b@y.example\"", "a@x.example", "b@y.example"),
        new Case("\"a@x.example\"", "a@x.example"),
        new Case("\"john doe\"@x.example", "\"john doe\"@x.example"),
        new Case("\"a,b\"@x.example, c@y.example", "\"a,b\"@x.example", "c@y.example"),
        new Case("\"J D\" <\"john doe\"@x.example>", "J D <\"john doe\"@x.example>"),
        new Case("a@[192.0.2.1]", "a@[192.0.2.1]"),
        new Case(
            "A <a@[IPv6:2001:db8::1]>, b@y.example", "A <a@[ipv6:2001:db8::1]>", "b@y.example"),
        new Case("zoë@bücher.example", "zoë@xn--bcher-kva.example"),
        new Case("a @ x.example", "a@x.example"),
        new Case("A <a @ x.example>", "A <a@x.example>"),
        new Case("(Home) a@x.example (Bell)", "Home <a@x.example>"),
        new Case("Anna (at work) <a@x.example>", "Anna <a@x.example>"),
        new Case("a@x.example.", "a@x.example"),
        new Case("a@X.Example", "a@x.example"),
        new Case("a@x.example>", "a@x.example"),
        new Case("a@x.example garbage", "a@x.example"),
        new Case("mailto:a@x.example", "a@x.example"),
        new Case("a@x.example: b@y.example;", "a@x.example", "b@y.example"),
        new Case("Smith @ Work <a@x.example>", "Smith@Work <a@x.example>"),
        new Case("Anna <>, b@y.example", "b@y.example"),
        new Case("a@x.example <>", "a@x.example"),
        // What is never closed swallows nothing.
        new Case("\"Anna <a@x.example>, b@y.example", "Anna <a@x.example>", "b@y.example"),
        new Case(
            "\"Anna <a@x.example>, \"Ben\" <b@y.example>",
            "Anna <a@x.example>",
            "Ben <b@y.example>"),
        new Case(
            "Anna (Home <a@x.example>, Ben <b@y.example>",
            "Anna Home <a@x.example>",
            "Ben <b@y.example>"),
        new Case(
            "Anna (Home <a@x.example>, Ben) <b@y.example>",
            "Anna Home <a@x.example>",
            "Ben <b@y.example>"),
        new Case("Anna <a@x.example, Ben <b@y.example>", "Anna <a@x.example>", "Ben <b@y.example>"),
        new Case("<a@x.example, b@y.example>", "a@x.example", "b@y.example"),
        new Case("Anna <a@x.example; b@y.example", "Anna <a@x.example>", "b@y.example"),
        new Case("<@relay.example, b@y.example, c@z.example", "b@y.example", "c@z.example"),
        new Case("Group: a@x.example, (b@y.example", "a@x.example", "b@y.example"),
        new Case("\\\"a@x.example, \"b\" <b@y.example>", "a@x.example", "b <b@y.example>"),
        new Case(
            "a@x.example，b@y.example；c@z.example", "a@x.example", "b@y.example", "c@z.example"),
        new Case(""),
        new Case("nobody"),
        new Case("@"),
        new Case("@x.example"),
        new Case("a@"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void everyAddressIsFound(Case list) {
    assertThat(parse(list.value()).stream().map(AddressListParserTest::text))
        .containsExactlyElementsOf(list.expected());
  }

  @Test
  void tenThousandAddressesTakeMilliseconds() {
    String list =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"Family, No " + i + "\" <family" + i + "@mail" + i % 7 + ".example>")
            .collect(Collectors.joining(",\t"));
    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> parse(list)))
        .hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "\"",
        "<",
        ">",
        ",",
        ";",
        ":",
        "@",
        "\\",
        "[",
        "=?",
        "=?a?Q?",
        "=?a?q?b?=",
        "()",
        "\"\"",
        "<>",
        "a@b,",
        "a<>",
        "@ ",
        "a@ ",
        "(<@>",
        "(<a@b>)",
        "\"<a@b>,",
        "\"<a@b>,\\\"",
        "\\\"",
        "(\\",
        "a@b:",
        "<@a,",
        "<@a:",
        "<a b@c ",
        "x\"@y",
        "=?utf-8?Q?<a@b>?= ",
        "é@é "
      })
  void aMegabyteOfAnythingTakesLinearTime(String piece) {
    String value = piece.repeat((1 << 20) / piece.length());
    String shorter = piece.repeat((1 << 17) / piece.length());
    for (String text :
        List.of(value, "a@x.example," + shorter, "(n) " + shorter, "<a@b> (" + shorter)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(30), () -> new AddressListParser(Limits.ADDRESSES).parse(text));
    }
  }

  @Test
  void anAddressBehindAMegabyteOfOpenCommentsIsFound() {
    assertThat(
            parse("(".repeat(1 << 20) + " a@x.example").stream().map(AddressListParserTest::text))
        .containsExactly("a@x.example");
  }

  @Test
  void moreAddressesThanAreReadAreSaid() {
    AddressListParser parser = new AddressListParser(3);
    parser.parse("a@x.example, b@x.example, c@x.example");
    assertThat(parser.isExhausted()).isFalse();
    parser.parse("d@x.example");
    assertThat(parser.isExhausted()).isTrue();
  }

  private static List<NamedAddress> parse(String value) {
    return new AddressListParser(Limits.ADDRESSES).parse(value);
  }

  private static String text(NamedAddress mailbox) {
    return mailbox.name().isEmpty()
        ? mailbox.address().toString()
        : mailbox.name() + " <" + mailbox.address() + ">";
  }
}
