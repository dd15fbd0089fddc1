package org.gatepost.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatepost.audience.AliasTable.Expansion;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasReaderTest {
  @TempDir private Path folder;
  private final Problems problems = new Problems();

  @Test
  void theUsualFormsAreRead() throws IOException {
    String file =
        """
        # comment
        postmaster: root
        Root:   anna@city.example,
          ben@city.example   , "odd name"@city.example,
        # a comment between
        \t"carl" ,\\dora
        "list two" : |"/usr/bin/post, now", /var/mail/x
        desk@other.example: Front Desk <far@away.example>
        nobody:
        """;
    assertThat(ends(file, "postmaster@city.example"))
        .containsExactly(
            "anna@city.example",
            "ben@city.example",
            "\"odd name\"@city.example",
            "carl@city.example",
            "dora@city.example");
    assertThat(problems.all()).isEmpty();
    assertThat(ends(file, "desk@other.example")).containsExactly("far@away.example");
    assertThat(ends(file, "nobody@city.example")).isEmpty();
  }

  @Test
  void programsFilesAndWordsToTheServerAreLeftAlone() throws IOException {
    Expansion expansion =
        follow("all: \"|/bin/x -a, -b\", /dev/null, :blackhole:, anna\n", "all@city.example");
    assertThat(expansion.unseen()).isTrue();
    assertThat(expansion.ends()).containsExactly(Address.of("anna@city.example"));
  }

  @Test
  void anIncludeIsFollowedInTheFolderOnly() throws IOException {
    Path outside = Files.createTempFile("gatepost", ".members");
    Files.writeString(outside, "secret@far.example\n");
    Files.writeString(folder.resolve("members"), "# members\nanna@far.example, ben\ncarl\n");
    Files.createSymbolicLink(folder.resolve("link"), outside);
    String file =
        "in: :include:members\n"
            + "whole: :include:"
            + folder.resolve("members")
            + "\n"
            + "out: :include:"
            + outside
            + ", dora\n"
            + "up: :include:../"
            + outside.getFileName()
            + "\n"
            + "link: :include:link\n"
            + "loop: :include:loop\n";
    Files.writeString(folder.resolve("loop"), ":include:loop\n");
    assertThat(ends(file, "in@city.example"))
        .containsExactly("anna@far.example", "ben@city.example", "carl@city.example");
    assertThat(ends(file, "whole@city.example")).hasSize(3);
    assertThat(follow(file, "loop@city.example").unseen()).isFalse();
    for (String name : List.of("out", "up", "link")) {
      Expansion expansion = follow(file, name + "@city.example");
      assertThat(expansion.unseen()).as(name).isTrue();
      assertThat(expansion.ends().toString()).doesNotContain("secret");
    }
    Files.delete(outside);
  }

  @Test
  void aFileThatIsNoTextIsRefusedInWords() throws IOException {
    Path binary = folder.resolve("aliases.db");
    Files.write(binary, new byte[] {0, 6, 21, 97, 0, 0, 0, 9});
    read(binary);
    assertThat(problems.all()).hasSize(1);
    assertThat(problems.all().getFirst().toString()).contains("is no text file");
  }

  @Test
  void aFolderAndAMissingFileAreNamed() throws IOException {
    read(folder);
    read(folder.resolve("nothing"));
    assertThat(problems.all()).hasSize(2);
  }

  @Test
  void linesThatAreNoAliasesAreNamedByLine() throws IOException {
    String file = "good: anna\nno colon here\nbad: two words, ben\nbad2@: x\n";
    assertThat(ends(file, "good@city.example")).containsExactly("anna@city.example");
    assertThat(problems.all()).isEmpty();
    assertThat(problems.remarks().stream().map(Object::toString))
        .hasSize(3)
        .anyMatch(text -> text.contains(":2:"))
        .anyMatch(text -> text.contains(":3:"));
    Expansion bad = follow(file, "bad@city.example");
    assertThat(bad.unseen()).isTrue();
    assertThat(bad.ends()).containsExactly(Address.of("ben@city.example"));
  }

  @Test
  void linesOfPostfixsVirtualFilesAreRead() throws IOException {
    String file =
        """
        desk@city.example   anna@city.example, ben
        both@city.example\tanna@city.example ben@far.example
          carl@far.example
        city.example        anything
        @city.example       anna@city.example
        """;
    assertThat(ends(file, "desk@city.example"))
        .containsExactly("anna@city.example", "ben@city.example");
    assertThat(ends(file, "both@city.example"))
        .containsExactly("anna@city.example", "ben@far.example", "carl@far.example");
    assertThat(problems.all()).isEmpty();
    assertThat(problems.remarks().toString()).contains("stands for a whole domain");
  }

  @Test
  void aFileIncludedByManyIsReadOnceForAnAlias() throws IOException {
    Files.writeString(folder.resolve("team"), "anna@far.example\n");
    Files.writeString(folder.resolve("one"), ":include:team\n:include:two\n");
    Files.writeString(folder.resolve("two"), ":include:team\n:include:one\n");
    String file = "all: :include:one, :include:two\nother: :include:team\n";
    assertThat(ends(file, "all@city.example")).containsExactly("anna@far.example");
    assertThat(follow(file, "all@city.example").unseen()).isFalse();
    assertThat(ends(file, "other@city.example")).containsExactly("anna@far.example");
  }

  @Test
  void includesThatIncludeOneAnotherThousandfoldEnd() throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.writeString(folder.resolve("f" + i), (":include:f" + (i + 1) + "\n").repeat(1_000));
    }
    Files.writeString(folder.resolve("f10"), "anna@far.example\n");
    assertThat(follow("all: :include:f0\n", "all@city.example").cut()).isFalse();
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void includesOfTooMuchAreRefused() throws IOException {
    Files.writeString(folder.resolve("large"), ("# " + "x".repeat(1 << 20) + "\n").repeat(10));
    write(
        IntStream.range(0, 30)
            .mapToObj(i -> "a" + i + ": :include:large\n")
            .collect(Collectors.joining()));
    assertThat(problems.all().toString()).contains("includes more than 256MB in all");
  }

  @Test
  void aThousandBadLinesAreNotAThousandProblems() throws IOException {
    write("nonsense\n".repeat(100_000));
    assertThat(problems.all()).hasSizeLessThan(30);
  }

  @Test
  void commentsInLatin1DoNotHurt() throws IOException {
    Path file = folder.resolve("latin");
    Files.write(file, "# Gr\u00fc\u00dfe\ndesk: anna\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(
            read(file)
                .table()
                .follow(Address.of("desk@city.example"), Set.of(Domain.of("city.example"))))
        .isPresent();
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void aHundredThousandMembersOnOneLineAreRead() throws IOException {
    String members =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "member" + i + "@far.example")
            .collect(Collectors.joining(", "));
    assertThat(follow("all: " + members + "\n", "all@city.example").ends()).hasSize(100_000);
  }

  @Test
  void moreTargetsThanTheLimitAreRefused() throws IOException {
    write("all: " + "a,".repeat(AliasReader.MOST_TARGETS + 10) + "\n");
    assertThat(problems.all().toString()).contains("more than " + AliasReader.MOST_TARGETS);
  }

  private AliasReader read(Path file) {
    AliasReader reader = new AliasReader(problems);
    reader.file(file, new Origin.Default());
    return reader;
  }

  private AliasReader write(String text) throws IOException {
    Path file = folder.resolve("aliases");
    Files.writeString(file, text);
    return read(file);
  }

  private Expansion follow(String text, String address) throws IOException {
    return write(text)
        .table()
        .follow(Address.of(address), Set.of(Domain.of("city.example")))
        .orElseThrow();
  }

  private List<String> ends(String text, String address) throws IOException {
    return follow(text, address).ends().stream().map(Address::toString).toList();
  }
}
