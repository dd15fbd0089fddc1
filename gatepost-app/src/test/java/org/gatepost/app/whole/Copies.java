package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must be true of individual copies, however they were made. */
final class Copies {
  private Copies() {}

  /** True for a message that calls itself a copy and has this subject. */
  static boolean isCopy(Arrival arrival, String subject) {
    Octets content = arrival.content();
    return content.values("Subject").contains(subject)
        && !content.values("X-Gatepost-Copy-Of").isEmpty();
  }

  /** Everybody got exactly one copy, and nobody's copy names anybody else. */
  static void verify(List<Arrival> copies, List<String> everybody, Octets original) {
    assertThat(copies).allSatisfy(copy -> assertThat(copy.rcpt()).hasSize(1));
    assertThat(copies.stream().map(copy -> copy.recipients().getFirst()))
        .containsExactlyInAnyOrderElementsOf(everybody);
    Set<String> secrets = new HashSet<>(everybody);
    secrets.remove(OpenCc.TEAM);
    Set<String> ids = new HashSet<>();
    Set<String> sources = new HashSet<>();
    for (Arrival copy : copies) {
      verify(copy, secrets, original);
      ids.add(copy.content().value("Message-ID"));
      sources.add(copy.content().value("X-Gatepost-Copy-Of"));
    }
    assertThat(ids).hasSameSizeAs(copies);
    assertThat(ids).doesNotContain(original.value("Message-ID"));
    assertThat(sources).hasSize(1);
    assertThat(sources.iterator().next())
        .doesNotContain("city.example")
        .doesNotContain(original.value("Message-ID"));
  }

  private static void verify(Arrival copy, Set<String> secrets, Octets original) {
    String own = copy.recipients().getFirst();
    Octets content = copy.content();
    assertThat(copy.from()).isEqualTo(OpenCc.TEAM);
    assertThat(OpenCc.addresses(content.value("To"))).containsExactly(own);
    assertThat(content.values("Cc")).isEmpty();
    assertThat(content.values("Bcc")).isEmpty();
    assertThat(content.value("Subject")).isEqualTo(original.value("Subject"));
    assertThat(content.value("From")).isEqualTo(original.value("From"));
    assertThat(content.decodedBody()).isEqualTo(original.decodedBody());
    Set<String> named = new HashSet<>(OpenCc.addresses(everythingIn(content)));
    named.remove(own);
    named.retainAll(secrets);
    assertThat(named).as("other people's addresses in the copy for %s", own).isEmpty();
  }

  /** The octets as they stand, unfolded, and every part decoded. */
  private static String everythingIn(Octets content) {
    StringBuilder text = new StringBuilder(content.text());
    text.append('\n').append(content.text().replaceAll("\r\n[ \t]", ""));
    content.fields().forEach(field -> text.append('\n').append(field.replaceAll("\\s", "")));
    content.parts().forEach(part -> text.append('\n').append(part.decodedBody()));
    return text.toString();
  }
}
