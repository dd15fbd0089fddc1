package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.AudienceReading;
import org.gatepost.audience.Directory;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Recollection;
import org.gatepost.delivery.StorageUnavailableException;
import org.gatepost.gate.Judgement.Judged;
import org.gatepost.inspect.AnswerBook;
import org.gatepost.inspect.Answers;
import org.gatepost.inspect.Detector;
import org.gatepost.inspect.Prose;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Domain;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.ReversePath;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Policy;
import org.gatepost.policy.Verdict;
import org.junit.jupiter.api.Test;

class RecallingTest {
  private static final Instant NOW = Instant.parse("2026-06-09T09:41:00Z");
  private static final Address CLERK = Address.of("clerk@city.example");
  private static final Address FAMILY = Address.of("family@freemail.example");
  private static final Organisation COUNCIL =
      new Organisation("", Set.of(Domain.of("city.example")), Set.of(), domain -> domain);

  private final List<Inquiry> asked = new ArrayList<>();

  @Test
  void correspondenceIsAskedOnceAboutEverybody() throws IOException {
    Correspondence empty =
        inquiry -> {
          asked.add(inquiry);
          return Recollection.empty(inquiry.sender());
        };

    judge(empty, _ -> "Dear Anna, about CP/2011/0417: anna@freemail.example, not " + FAMILY);

    assertThat(asked).hasSize(1);
    Inquiry inquiry = asked.getFirst();
    assertThat(inquiry.sender()).isEqualTo(CLERK);
    assertThat(inquiry.people()).containsExactly(FAMILY, Address.of("shown@freemail.example"));
    assertThat(inquiry.named()).containsExactly(Address.of("anna@freemail.example"));
    assertThat(inquiry.names()).contains("anna");
    assertThat(inquiry.cases()).containsExactly(new CaseReference("CP/2011/0417"));
    assertThat(inquiry.now()).isEqualTo(NOW);
  }

  @Test
  void whereNobodyCanSayWhatIsKnownNothingLeaves() throws IOException {
    Correspondence broken =
        _ -> {
          throw new IllegalStateException("no database, said anna@city.example");
        };

    assertUnable(judge(broken, _ -> ""));
  }

  /** It says nothing about the message: it is put off for as long as it takes, and not counted. */
  @Test
  void thatStorageIsAwayIsNoFaultOfTheMessage() {
    Correspondence away =
        _ -> {
          throw new StorageUnavailableException("gone", new IOException());
        };

    assertThatThrownBy(() -> judge(away, _ -> "")).isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(
            () ->
                judge(
                    Correspondence.empty(),
                    AnswerBook.none(),
                    _ -> "",
                    List.of(
                        _ -> {
                          throw new StorageUnavailableException("gone", new IOException());
                        }),
                    Optional.empty()))
        .isInstanceOf(StorageUnavailableException.class);
  }

  @Test
  void whereTheTextCannotBeReadNothingLeaves() throws IOException {
    assertUnable(
        judge(
            Correspondence.empty(),
            _ -> {
              throw new IOException("broken");
            }));
  }

  private static void assertUnable(Verdict verdict) {
    assertThat(verdict.strictest())
        .isInstanceOfSatisfying(
            Disposition.Unable.class,
            unable ->
                assertThat(unable.cause()).startsWith("correspondence: ").doesNotContain("anna"));
  }

  /** Whoever decides on a held message gave the answers, whatever its From says. */
  @Test
  void theAnswersAreThoseOfWhoeverSendsIt() throws IOException {
    List<Address> senders = new ArrayList<>();
    AnswerBook book =
        (sender, _, _) -> {
          senders.add(sender);
          return Answers.none();
        };
    Address deputy = Address.of("deputy@city.example");

    judge(Correspondence.empty(), book, _ -> "", List.of(), Optional.of(deputy));
    judge(Correspondence.empty(), book, _ -> "", List.of(), Optional.empty());

    assertThat(senders).containsExactly(deputy, CLERK);
  }

  private Verdict judge(Correspondence correspondence, Prose prose) throws IOException {
    return judge(correspondence, AnswerBook.none(), prose, List.of(), Optional.empty());
  }

  private Verdict judge(
      Correspondence correspondence,
      AnswerBook answers,
      Prose prose,
      List<Detector> detectors,
      Optional<Address> authenticated)
      throws IOException {
    Judgement judgement =
        new Judgement(
            new HeaderReader(),
            new AudienceReading(
                COUNCIL,
                Directory.empty(),
                new Readerships(COUNCIL, Directory.empty(), AliasTable.empty(), KnownLists.none())),
            new Recalling(
                correspondence,
                answers,
                prose,
                text ->
                    text.contains("CP/2011/0417")
                        ? Set.of(new CaseReference("CP/2011/0417"))
                        : Set.of()),
            detectors,
            new Policy("sha256:test", List.of(), Disposition.deliver()));
    String text = "From: clerk@city.example\r\nTo: shown@freemail.example\r\n\r\nDear Anna\r\n";
    try (Content content = Content.of(text.getBytes(StandardCharsets.UTF_8))) {
      Judged judged =
          judgement.judge(
              new Submission(authenticated, "", NOW, "trace"),
              Envelope.of(ReversePath.of(CLERK), List.of(FAMILY)),
              content);
      return ((Judged.Decided) judged).verdict();
    }
  }
}
