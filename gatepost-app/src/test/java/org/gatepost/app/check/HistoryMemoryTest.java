package org.gatepost.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatepost.app.config.Configuration;
import org.gatepost.app.config.ConfigurationFile;
import org.gatepost.app.config.Loading;
import org.gatepost.correspondence.CaseFile;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Contact;
import org.gatepost.correspondence.Heard;
import org.gatepost.correspondence.Inbound;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mime.ScanningMessageReader;
import org.junit.jupiter.api.Test;

/** What old mail teaches, and what it must not. */
class HistoryMemoryTest {
  private static final Instant NOW = Instant.parse("2026-06-09T09:41:00Z");
  private static final Address CLERK = Address.of("clerk@city.example");
  private static final Address COUNSEL = Address.of("harriet@chambers.example");
  private static final Address STRANGER = Address.of("hariet@chambers.example");
  private static final CaseReference CASE = new CaseReference("CP/2011/0417");

  private final HistoryMemory memory = memory("organisation.domains=city.example");

  @Test
  void aSentMessageTeachesItsContactItsCaseAndItsConversation() throws IOException {
    learn(
        """
        From: Clerk <clerk@city.example>
        To: Harriet Lowndes <harriet@chambers.example>
        Message-ID: <a@city.example>
        Subject: Hearing

        about cp/2011/0417.
        """);

    Recollection known = recall(COUNSEL);

    assertThat(known.contact(COUNSEL).sent()).isEqualTo(1);
    assertThat(known.name(COUNSEL).words()).containsExactly("harriet", "lowndes");
    assertThat(known.cases()).extractingByKey(CASE).isInstanceOf(CaseFile.class);
    assertThat(known.conversation())
        .hasValueSatisfying(
            talk -> assertThat(talk.people()).containsExactlyInAnyOrder(CLERK, COUNSEL));
    assertThat(known.inbound()).isEqualTo(new Inbound.None());
  }

  @Test
  void somebodyInBccWasWrittenTo() throws IOException {
    learn("From: clerk@city.example\nTo: clerk@city.example\nBcc: harriet@chambers.example\n\nx\n");

    assertThat(recall(COUNSEL).contact(COUNSEL).sent()).isEqualTo(1);
  }

  @Test
  void anAnswerWrittenByAMachineIsNobodysAnswer() throws IOException {
    learn("From: clerk@city.example\nTo: harriet@chambers.example\n\nx\n");
    learn(
        """
        From: harriet@chambers.example
        To: clerk@city.example
        Auto-Submitted: auto-replied

        I am away.
        """);
    learn("From: other@chambers.example\nTo: clerk@city.example\nAuto-Submitted: no\n\nx\n");

    assertThat(recall(COUNSEL).standing(COUNSEL).heard()).isEqualTo(new Heard.Never());
  }

  @Test
  void aDateAheadIsTakenForNow() throws IOException {
    memory.learn(
        read("From: clerk@city.example\nTo: harriet@chambers.example\n\nx\n"),
        Instant.parse("2099-01-01T00:00:00Z"));
    memory.learn(
        read("From: clerk@city.example\nTo: harriet@chambers.example\n\nx\n"), Instant.EPOCH);

    Contact contact = recall(COUNSEL).contact(COUNSEL);

    assertThat(contact.lastSent()).contains(NOW);
    assertThat(contact.firstSent()).contains(Instant.EPOCH);
    assertThat(contact.sentLately()).isBetween(1.0, 1.001);
  }

  @Test
  void mailUnderOurNameThatFailedACheckOfItsOriginMakesNobodyKnown() throws IOException {
    for (String failed :
        List.of(
            "Authentication-Results: mx.city.example; spf=fail smtp.mailfrom=city.example",
            "Authentication-Results: mx.city.example; dkim=none;\n dmarc=fail header.from=x",
            "Received-SPF: softfail (city.example: 192.0.2.1 is not permitted)")) {
      learn(failed + "\nFrom: clerk@city.example\nTo: hariet@chambers.example\n\nCP/2011/0417\n");
    }
    learn(
        "Received-SPF: pass (fine)\nFrom: clerk@city.example\nTo: harriet@chambers.example\n\nx\n");

    Recollection known = recall(COUNSEL, STRANGER);

    assertThat(known.contact(STRANGER)).isEqualTo(Contact.stranger());
    assertThat(known.standing(STRANGER).uses()).isZero();
    assertThat(known.contact(COUNSEL).sent()).isEqualTo(1);
  }

  @Test
  void mailFromALookalikeIsNotTrustedHoweverMuchItIs() throws IOException {
    learn(
        """
        From: clerk@city.example
        To: harriet@chambers.example
        Message-ID: <a@city.example>

        CP/2011/0417
        """);
    for (int i = 0; i < 200; i++) {
      learn(
          "From: hariet@chambers.example\nTo: clerk@city.example\nReferences: <a@city.example>\n"
              + "Message-ID: <"
              + i
              + "@evil.example>\nSubject: Re: Hearing\n\nCP/2011/0417\n");
    }

    Recollection known = recall(STRANGER);

    assertThat(known.standing(STRANGER).uses()).isZero();
    assertThat(known.standing(STRANGER).heard())
        .isInstanceOfSatisfying(
            Heard.Wrote.class,
            wrote -> {
              assertThat(wrote.counted()).isZero();
              assertThat(wrote.unasked()).isEqualTo(200);
            });
    assertThat(known.near()).containsKey(STRANGER);
    assertThat(known.cases())
        .extractingByKey(CASE)
        .satisfies(file -> assertThat(file.parties()).doesNotContainKey(STRANGER));
    assertThat(known.conversation())
        .hasValueSatisfying(talk -> assertThat(talk.people()).doesNotContain(STRANGER));
  }

  @Test
  void aMessageKeptTwiceCountsOnce() throws IOException {
    for (int i = 0; i < 3; i++) {
      learn("From: clerk@city.example\nTo: harriet@chambers.example\nMessage-ID: <a@x>\n\nx\n");
    }

    assertThat(recall(COUNSEL).contact(COUNSEL).sent()).isEqualTo(1);
  }

  @Test
  void aCrowdOfRecipientsIsBounded() throws IOException {
    String crowd =
        IntStream.range(0, 99_000)
            .mapToObj(i -> "f" + i + "@mail.example")
            .collect(Collectors.joining(",\n "));
    learn("From: clerk@city.example\nTo: " + crowd + "\nMessage-ID: <a@city.example>\n\nx\n");
    learn(
        "From: f1@mail.example\nTo: "
            + crowd
            + "\nReferences: <a@city.example>\nSubject: Re: x\n\nx\n");

    Address last = Address.of("f98999@mail.example");
    assertThat(recall(last).standing(last).writtenTo()).isZero();
    Address first = Address.of("f0@mail.example");
    assertThat(recall(first).standing(first).writtenTo()).isEqualTo(1);
  }

  @Test
  void withoutDomainsEveryAuthorsDomainIsAnOrganisation() throws IOException {
    HistoryMemory unnamed = memory();
    for (int i = 0; i < 2; i++) {
      unnamed.learn(read("From: clerk@city.example\nTo: harriet@chambers.example\n\nx\n"), NOW);
    }
    unnamed.learn(read("From: harriet@chambers.example\nTo: clerk@city.example\n\nx\n"), NOW);
    unnamed.learn(read("From: hariet@chambers.example\nTo: clerk@city.example\n\nx\n"), NOW);

    Recollection ours = recall(unnamed, CLERK, COUNSEL, STRANGER);
    assertThat(ours.contact(COUNSEL).sent()).isEqualTo(2);
    assertThat(ours.standing(COUNSEL).heard()).isEqualTo(new Heard.Wrote(1, 0, NOW));
    assertThat(ours.standing(STRANGER).uses()).isZero();
    Recollection theirs = recall(unnamed, COUNSEL, CLERK);
    assertThat(theirs.contact(CLERK).sent()).isEqualTo(1);
    assertThat(recall(unnamed, Address.of("a@other.example"), CLERK).standing(CLERK).uses())
        .isZero();
  }

  @Test
  void withoutDomainsASenderAtAFreemailDomainIsAlone() throws IOException {
    HistoryMemory unnamed = memory();
    Address me = Address.of("me@gmail.com");
    unnamed.learn(read("From: me@gmail.com\nTo: a@gmail.com\n\nx\n"), NOW);

    Address friend = Address.of("a@gmail.com");
    assertThat(recall(unnamed, me, friend).standing(friend).writtenTo()).isEqualTo(1);
    assertThat(recall(unnamed, friend, me).standing(me).uses()).isZero();
  }

  @Test
  void oddMessagesTeachNothingAndHurtNobody() throws IOException {
    for (String odd :
        List.of(
            "Subject: no author\n\nx\n",
            "From: @@@\nTo: harriet@chambers.example\n\nx\n",
            "From: clerk@city.example\n\nto nobody\n",
            "From: clerk@city.example\nTo: undisclosed-recipients:;\n\nx\n",
            "From: clerk@city.example\nTo: harriet@chambers.example\nMessage-ID: <>\nReferences: "
                + "<x> ".repeat(20_000)
                + "\nContent-Type: text/plain; charset=none-such\n"
                + "Content-Transfer-Encoding: base64\n\n%%%%\n")) {
      memory.learn(read(odd), NOW);
    }

    assertThat(recall(COUNSEL).contact(COUNSEL).sent()).isEqualTo(1);
  }

  private void learn(String message) throws IOException {
    memory.learn(read(message), NOW.minus(Duration.ofDays(1)));
  }

  private static org.gatepost.mail.Message read(String message) throws IOException {
    Content content = Content.of(message.getBytes(StandardCharsets.UTF_8));
    return switch (new ScanningMessageReader().read(content)) {
      case Reading.Read(var read) -> read;
      case Reading.Unread unread -> throw new AssertionError(unread.because());
    };
  }

  private Recollection recall(Address... people) {
    return recall(memory, CLERK, people);
  }

  private static Recollection recall(HistoryMemory memory, Address sender, Address... people) {
    return memory.recall(
        new Inquiry(
            sender,
            List.of(people),
            List.of(),
            Set.of(),
            SubjectKey.of("Re: Hearing"),
            ThreadMarks.of(Optional.empty(), List.of("a@city.example")),
            Set.of(CASE),
            NOW));
  }

  private static HistoryMemory memory(String... settings) {
    Loading loading = ConfigurationFile.load(Optional.<Path>empty(), List.of(settings));
    return switch (loading) {
      case Loading.Loaded(Configuration configuration, _) ->
          new HistoryMemory(configuration, Kept.nothing(), () -> NOW);
      case Loading.Refused(var problems) -> throw new AssertionError(problems.toString());
    };
  }
}
