package org.gatepost.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatepost.inspect.Mentions;
import org.gatepost.inspect.Mentions.Mention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionSearchTest {
  private static final String HEAD = "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to desk@city.example.|desk@city.example",
        "desk@city.example|desk@city.example",
        "<desk@city.example>, thanks|desk@city.example",
        "mailto:desk@city.example?subject=x|desk@city.example",
        "(desk@city.example)|desk@city.example",
        "-- desk+a.b@lists.city.example-|desk+a.b@lists.city.example",
        "https://x.example/?to=desk@city.example&b|desk@city.example",
        "desk%40city.example|desk@city.example",
        "o'brien@city.example|o'brien@city.example",
        "'desk@city.example'|desk@city.example",
        "desk＠city.example|desk@city.example",
        "de\u200bsk@ci\u00adty.example|desk@city.example",
        "grün@bücher.example|grün@xn--bcher-kva.example",
      })
  void plainTextNamesAddresses(String text, String address) throws IOException {
    assertThat(plain(text)).containsExactly(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"no address", "@", "a@", "@b.example", "a@b", "user @ host.example", "@@@@", "a@.b"})
  void whatIsNoAddressIsNone(String text) throws IOException {
    assertThat(plain(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_desk@city.example_|desk@city.example",
        "__desk@city.example__|desk@city.example",
        "*desk@city.example*|desk@city.example",
        "desk@city.example...|desk@city.example",
        "desk@city.example...Then|desk@city.example",
        "desk@city.example.Then we|desk@city.example",
        "请写信给desk@city.example谢谢|desk@city.example",
        "to:desk@city.example;cc:x|desk@city.example",
        "a,desk@city.example,b|desk@city.example",
      })
  void whatStandsAgainstAnAddressDoesNotHideIt(String text, String address) throws IOException {
    assertThat(plain(text)).contains(address);
  }

  @ParameterizedTest
  @CsvSource({
    "_desk@city.example, _desk@city.example",
    "desk@Lists.City.Example, desk@lists.city.example"
  })
  void anAddressThatIsWrittenLikeThatIsFoundAsWell(String text, String address) throws IOException {
    assertThat(plain(text)).contains(address);
  }

  @Test
  void aDomainIsNotCutWhereItsOwnPartsBegin() throws IOException {
    assertThat(plain("desk@lists.city.example desk@Lists.City.Example."))
        .containsExactly("desk@lists.city.example");
  }

  @Test
  void linksEntitiesAndBrokenUpWordsOfHtmlAreRead() throws IOException {
    String html =
        "<p>Write to <a href=\"mailto:one%40city.example\">us</a>, <b>two</b>@city<i>.example</i>,"
            + " three&#64;city.example or &#102;our&commat;city&period;example</p>";
    assertThat(names(read(HEAD + "Content-Type: text/html\n\n" + html)))
        .contains(
            "one@city.example", "two@city.example", "three@city.example", "four@city.example");
  }

  @Test
  void everyTransferEncodingAndCharacterSetIsUndone() throws IOException {
    String quoted = "Content-Transfer-Encoding: quoted-printable\n\nwrite desk=40ci=\nty.example\n";
    assertThat(names(read(HEAD + quoted))).containsExactly("desk@city.example");
    byte[] wide = "write desk@city.example".getBytes(java.nio.charset.StandardCharsets.UTF_16);
    String packed =
        "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n";
    assertThat(names(read(HEAD + packed + Messages.base64(wide))))
        .containsExactly("desk@city.example");
  }

  @Test
  void bothPartsAndVisitingCardsAreReadAndFilesAreNot() throws IOException {
    String message =
        HEAD
            + """
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: multipart/alternative; boundary=y

            --y
            Content-Type: text/plain

            one@city.example
            --y
            Content-Type: text/html

            <p>two@city.example</p>
            --y--
            --x
            Content-Type: text/vcard; name=me.vcf
            Content-Disposition: attachment; filename=me.vcf

            BEGIN:VCARD
            EMAIL;TYPE=work:three@city.example
            END:VCARD
            --x
            Content-Type: text/csv; name=list.csv
            Content-Disposition: attachment; filename=list.csv

            four@city.example
            --x
            Content-Type: message/rfc822

            From: five@city.example

            six@city.example
            --x--
            """;
    Mentions.Found found = read(message);
    assertThat(names(found))
        .containsExactly("one@city.example", "two@city.example", "three@city.example");
    assertThat(found.mentions().getLast().where()).isEqualTo("the visiting card");
  }

  @Test
  void quotedMailIsToldFromTheWritersOwnWords() throws IOException {
    Mentions.Found found =
        read(
            HEAD
                + "\nown@city.example\n> quoted@city.example both@city.example\n"
                + "  > deep@city.example\nboth@city.example\n"
                + "-----Original Message-----\nFrom: old@city.example\n");
    assertThat(quoted(found))
        .containsExactly("quoted@city.example", "deep@city.example", "old@city.example");
    Mentions.Found html =
        read(
            HEAD
                + "Content-Type: text/html\n\n<p>own@city.example</p><blockquote type=cite><p>"
                + "<a href='mailto:quoted@city.example'>x</a></blockquote>later@city.example");
    assertThat(quoted(html)).containsExactly("quoted@city.example");
  }

  @Test
  void whatTheWriterIndentsOrSetsOffIsTheirOwn() throws IOException {
    Mentions.Found plain =
        read(
            HEAD
                + "\n-----Original Message-----\nPlease write to own@city.example\n"
                + "-----Original Message-----\n\n*From:* Ada <old@city.example>\nTo: x\n\n"
                + "older@city.example\n");
    assertThat(quoted(plain)).containsExactly("old@city.example", "older@city.example");
    String html =
        "<blockquote style='margin: 0 0 0 40px'>own@city.example"
            + "<blockquote class=\"gmail_quote\">one@city.example"
            + "<blockquote>two@city.example</blockquote>three@city.example</blockquote>"
            + "mine@city.example</blockquote>last@city.example"
            + "<blockquote cite='mid:a@b'>four@city.example</blockquote>";
    assertThat(quoted(read(HEAD + "Content-Type: text/html\n\n" + html)))
        .containsExactly(
            "one@city.example", "two@city.example", "three@city.example", "four@city.example");
  }

  @Test
  void manyAddressesAreReadToTheLimitAndItIsSaid() throws IOException {
    String many =
        IntStream.range(0, MentionSearch.MOST_ADDRESSES + 5)
            .mapToObj(i -> "m" + i + "@city.example")
            .collect(Collectors.joining("\n"));
    Mentions.Found found = read(HEAD + "\n" + many);
    assertThat(found.mentions()).hasSize(MentionSearch.MOST_ADDRESSES);
    assertThat(found.complete()).isFalse();
  }

  @Test
  void aTextBeyondTheLimitIsNotTakenForRead() throws IOException {
    String line = "x".repeat(70) + "\n";
    String text = line.repeat((int) (MentionSearch.MOST_TEXT / line.length()) + 10);
    assertThat(read(HEAD + "\n" + text).complete()).isFalse();
  }

  @Test
  void addressesFarApartAndCloseTogetherAreAllFound() throws IOException {
    for (int gap : List.of(0, 1, 100, 1_999, 2_000, 2_001, 5_000)) {
      String text = ("x".repeat(gap) + " one@city.example " + "<b>two</b>@city.example ").repeat(3);
      assertThat(names(read(HEAD + "Content-Type: text/html\n\n" + text)))
          .as("gap " + gap)
          .contains("one@city.example", "two@city.example");
    }
  }

  @Test
  void aTextWithoutAddressesIsPassedByQuickly() throws IOException {
    String text = "Nothing to be seen here, <i>whatever</i> you &amp; I do.\n".repeat(60_000);
    long before = System.nanoTime();
    assertThat(read(HEAD + "Content-Type: text/html\n\n" + text).mentions()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void hostileTextTakesNoMoreTimeThanItsSize() throws IOException {
    long before = System.nanoTime();
    for (String piece : List.of("@", "a@", "@a.", "a.", "<", "&#", "%4", "<blockquote ", "\"@")) {
      String text = piece.repeat((1 << 20) / piece.length());
      read(HEAD + "Content-Type: text/html\n\n" + text);
      read(HEAD + "\n" + text);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
  }

  private static List<String> plain(String text) throws IOException {
    return names(read(HEAD + "Content-Type: text/plain; charset=utf-8\n\n" + text));
  }

  private static Mentions.Found read(String message) throws IOException {
    return new MentionSearch().read(Messages.of(message));
  }

  private static List<String> names(Mentions.Found found) {
    return found.mentions().stream().map(mention -> mention.address().toString()).toList();
  }

  private static List<String> quoted(Mentions.Found found) {
    return found.mentions().stream()
        .filter(Mention::quoted)
        .map(mention -> mention.address().toString())
        .toList();
  }
}
