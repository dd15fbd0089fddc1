package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Heard;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.Store;
import org.gatepost.store.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old mail is taken in once, and a person out again. */
class LearnCommandTest {
  private static final String CLERK = "clerk@city.example";
  private static final Address ANNA = Address.of("anna.reed@partner.example");

  @TempDir private Path home;
  private Path sent;

  @BeforeEach
  void writeMail() throws IOException {
    sent = home.resolve("Sent");
    Files.writeString(
        sent,
        mail(OldMail.letter(1, CLERK, List.of(ANNA.toString()), "Roof", "a@city.example", ""))
            + mail(
                OldMail.letter(
                    2, ANNA.toString(), List.of(CLERK), "Re: Roof", "b@x", "a@city.example")));
  }

  private static String mail(String letter) {
    return "From someone Tue Jun  9 09:41:00 2026\n" + letter + "\n";
  }

  private ProgramRun learn(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "learn",
                "--data",
                home.resolve("data").toString(),
                "--set",
                "organisation.domains=city.example"));
    words.addAll(List.of(more));
    return ProgramRun.of(words);
  }

  private Recollection known() {
    try (Store store =
        Store.open(
            StoreSettings.embedded(
                DataFolder.at(home.resolve("data")),
                new IdentitySource(InstantSource.system(), new SecureRandom())))) {
      return store
          .correspondence(
              address -> address.domain().name().equals("city.example"), UnaryOperator.identity())
          .recall(
              new Inquiry(
                  Address.of(CLERK),
                  List.of(ANNA),
                  Set.of(),
                  SubjectKey.of("Roof"),
                  Instant.parse("2026-06-01T00:00:00Z")));
    }
  }

  @Test
  void mailIsLearnedOnceAndAPersonErased() {
    ProgramRun first = learn(sent.toString());
    assertThat(first.err()).isEmpty();
    assertThat(first.status()).isZero();
    assertThat(first.out())
        .isEqualTo("2 messages learned; 0 teach nothing; 0 could not be read.\n");
    assertThat(learn(sent.toString()).status()).isZero();

    Recollection known = known();
    assertThat(known.contact(ANNA).sent()).isEqualTo(1);
    assertThat(known.contact(ANNA).answered()).isEqualTo(1);
    assertThat(known.standing(ANNA).heard()).isInstanceOf(Heard.Wrote.class);

    ProgramRun erased = learn("--erase", "Anna.Reed@partner.example");
    assertThat(erased.status()).isZero();
    assertThat(erased.out()).startsWith("Erased: ");
    assertThat(known().contact(ANNA).sent()).isZero();
    assertThat(learn("--erase", ANNA.toString()).out())
        .isEqualTo("Nothing was known of this person.\n");
  }

  @Test
  void oneBadFileIsNamedAndTheOthersAreLearned() throws IOException {
    Path bad = home.resolve("bad.zip");
    Files.writeString(bad, "PK\3\4 and then nothing");
    ProgramRun run = learn(bad.toString(), sent.toString());
    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err()).contains("bad.zip");
    assertThat(run.out()).startsWith("2 messages learned");
  }

  @Test
  void wrongUseIsSaid() {
    assertThat(learn().status()).isEqualTo(2);
    assertThat(learn(home.resolve("missing").toString()).status()).isEqualTo(2);
    assertThat(learn("--erase", "nobody").status()).isEqualTo(2);
    assertThat(learn("--erase", ANNA.toString(), sent.toString()).status()).isEqualTo(2);
    ProgramRun unnamed =
        ProgramRun.of("learn", "--data", home.resolve("data").toString(), sent.toString());
    assertThat(unnamed.status()).isEqualTo(78);
    assertThat(unnamed.err()).contains("organisation.domains");
  }
}
