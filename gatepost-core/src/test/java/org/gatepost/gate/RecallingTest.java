package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.gatepost.gate.Judgement.Judged;
import org.gatepost.inspect.AnswerBook;
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

  private Verdict judge(Correspondence correspondence, Prose prose) throws IOException {
    Judgement judgement =
        new Judgement(
            new HeaderReader(),
            new AudienceReading(
                COUNCIL,
                Directory.empty(),
                new Readerships(COUNCIL, Directory.empty(), AliasTable.empty(), KnownLists.none())),
            new Recalling(
                correspondence,
                AnswerBook.none(),
                prose,
                text ->
                    text.contains("CP/2011/0417")
                        ? Set.of(new CaseReference("CP/2011/0417"))
                        : Set.of()),
            List.of(),
            new Policy("sha256:test", List.of(), Disposition.deliver()));
    String text = "From: clerk@city.example\r\nTo: shown@freemail.example\r\n\r\nDear Anna\r\n";
    try (Content content = Content.of(text.getBytes(StandardCharsets.UTF_8))) {
      Judged judged =
          judgement.judge(
              new Submission(Optional.empty(), "", NOW, "trace"),
              Envelope.of(ReversePath.of(CLERK), List.of(FAMILY)),
              content);
      return ((Judged.Decided) judged).verdict();
    }
  }
}
