package org.gatepost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatepost.app.replay.EndlessMailbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: exit status, standard input, bounded memory. */
class ProgramProcessTest {
  private static final String DOMAINS = "organisation.domains=city.example";
  private static final String FREEMAIL = "organisation.freemail=inbox.example";

  @TempDir private Path folder;

  @Test
  void theExitStatusIsTheProcesss() throws Exception {
    String config = CaseFiles.copy("open-cc/gatepost.yaml", folder).toString();
    String family = CaseFiles.copy("open-cc/family-update.eml", folder).toString();
    assertThat(run("check", "--config", config, family).status()).isEqualTo(1);
    assertThat(run("check", "--set", "nonsense=1", family).status()).isEqualTo(78);
    assertThat(run("check").status()).isEqualTo(2);
  }

  @Test
  void standardInputIsJudged() throws Exception {
    byte[] message = Files.readAllBytes(CaseFiles.copy("open-cc/family-update.eml", folder));
    ProgramRun run =
        ProgramProcess.run(
            List.of(),
            out -> out.write(message),
            "check",
            "--set",
            DOMAINS,
            "--set",
            FREEMAIL + ",homepost.example,webmail.example,netmail.example,freemail.example",
            "--format",
            "json",
            "-");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("500 people outside your organisation");
    ProgramRun nothing = ProgramProcess.run(List.of(), _ -> {}, "check", "-");
    assertThat(nothing.status()).isEqualTo(65);
  }

  @Test
  void outputIsUtf8WhateverTheLocale() throws Exception {
    Path message =
        Files.writeString(
            folder.resolve("m.eml"),
            "From: a@city.example\nTo: jürgen@city.example\n\nHi\n",
            StandardCharsets.UTF_8);
    ProgramRun run =
        ProgramProcess.run(
            List.of("-Dstdout.encoding=US-ASCII", "-Dfile.encoding=US-ASCII"),
            _ -> {},
            "check",
            "--format",
            "json",
            message.toString());
    assertThat(run.out()).contains("jürgen@city.example");
  }

  @Test
  void mailOfAnySizeIsReplayedInBoundedMemory() throws Exception {
    replayed(300L << 20, "-Xmx96m");
  }

  @Test
  @Tag("long")
  void tenGigabytesAreReplayedInBoundedMemory() throws Exception {
    replayed(10L << 30, "-Xmx256m");
  }

  private static void replayed(long octets, String memory) throws Exception {
    EndlessMailbox mailbox = new EndlessMailbox(octets);
    ProgramRun run =
        ProgramProcess.run(
            List.of(memory),
            mailbox::writeTo,
            "replay",
            "--set",
            DOMAINS,
            "--set",
            FREEMAIL,
            "--format",
            "json",
            "-");
    assertThat(run.status()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("\"messages\":" + mailbox.messages() + ",\"stopped\":" + mailbox.open() + ",");
  }

  private static ProgramRun run(String... args) throws Exception {
    return ProgramProcess.run(List.of(), _ -> {}, args);
  }
}
