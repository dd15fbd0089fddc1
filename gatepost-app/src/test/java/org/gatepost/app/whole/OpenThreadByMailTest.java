package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatepost.app.OldMail;
import org.gatepost.correspondence.Heard;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People who each wrote in one open conversation know each other, as a running gate sees it. */
@Tag("peers")
class OpenThreadByMailTest {
  private static final String SUBJECT = "Joint visit in May";
  private static final String ROOT = "visit-root@city.example";
  private static final List<String> FAMILIES =
      List.of("fox@freemail.example", "hare@inbox.example", "owl@freemail.example");

  private Scene scene;
  private int letters;

  @BeforeEach
  void open() throws Exception {
    scene = Scene.open("listen.inbound=127.0.0.1:0");
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  /**
   * The team writes to nine partners, one of them brings three more in, and all twelve answer to
   * all. Before that, a message to the twelve shows them to each other.
   */
  @Test
  void twelvePartnersGoThroughAndThreeFamiliesAmongThemAreHeldAndNamedFirst() throws Exception {
    List<String> partners = partners();
    assertThat(submit("visit-first", partners.subList(0, 9), "")).doesNotContain("held");
    assertThat(submit("visit-early", partners, "")).contains("held as");

    for (String partner : partners) {
      copied(partner, others(partner, partners));
    }
    awaitHeardOf(partners);

    assertThat(submit("visit-again", partners, ROOT)).startsWith("250").doesNotContain("held");
    Arrival arrival =
        scene
            .sink()
            .awaitOne(one -> one.content().values("Message-ID").contains(id("visit-again")));
    assertThat(arrival.recipients()).containsExactlyInAnyOrderElementsOf(partners);

    List<String> all = new ArrayList<>(partners);
    all.addAll(6, FAMILIES);
    assertThat(submit("visit-families", all, ROOT)).contains("held as");
    Notice notice =
        new Notice(
            scene
                .sink()
                .awaitOne(
                    one -> Notice.isAbout(one, SUBJECT) && new Notice(one).text().contains("fox")));
    assertThat(notice.text())
        .contains(
            String.join(", ", FAMILIES)
                + " are known to nobody else there. 15 people outside your organisation would see");
    assertThat(scene.sink().arrivals(one -> one.recipients().contains(FAMILIES.getFirst())))
        .isEmpty();
  }

  private static List<String> partners() {
    return Stream.of("north", "south", "coast")
        .flatMap(home -> IntStream.range(0, 4).mapToObj(i -> "p" + i + "@" + home + ".example"))
        .toList();
  }

  private static List<String> others(String one, List<String> all) {
    return Stream.concat(Stream.of(OpenCc.TEAM), all.stream().filter(other -> !other.equals(one)))
        .toList();
  }

  private static String id(String name) {
    return "<" + name + "@city.example>";
  }

  private String submit(String name, List<String> to, String references) throws IOException {
    String id = references.isEmpty() && name.equals("visit-first") ? ROOT : name + "@city.example";
    return scene.submit(
        to, Octets.of(OldMail.letter(letters++, OpenCc.TEAM, to, SUBJECT, id, references)));
  }

  /** What a mail server copies here of an answer to all. */
  private void copied(String from, List<String> to) throws Exception {
    assertThat(
            RawSmtp.send(
                scene.gatepost().inbound(),
                from,
                List.of("journal@observer.example"),
                Octets.of(
                        OldMail.letter(
                            letters++, from, to, "Re: " + SUBJECT, "answer-" + from, ROOT))
                    .bytes()))
        .startsWith("250");
  }

  private void awaitHeardOf(List<String> partners) throws Exception {
    List<Address> people = partners.stream().map(Address::of).toList();
    Learned.await(
        scene.gatepost().data(),
        Address.of(OpenCc.TEAM),
        people,
        known ->
            people.stream()
                .allMatch(person -> known.standing(person).heard() instanceof Heard.Wrote));
  }
}
