package org.gatepost.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.AliasTable.Expansion;
import org.gatepost.audience.AliasTable.Target;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Test;

class AliasTableTest {
  private static final Domain CITY = Domain.of("city.example");

  private final Map<String, List<Target>> bare = new HashMap<>();

  @Test
  void whatIsNoAliasLeadsNowhere() {
    assertThat(table().follow(Address.of("anna@city.example"), Set.of(CITY))).isEmpty();
  }

  @Test
  void aNameWithoutADomainBelongsToOurDomainsOnly() {
    bare("desk", "queue@tickets.example");
    assertThat(ends("desk@city.example")).containsExactly("queue@tickets.example");
    assertThat(ends("Desk+case7@CITY.example")).containsExactly("queue@tickets.example");
    assertThat(table().follow(Address.of("desk@other.example"), Set.of(CITY))).isEmpty();
  }

  @Test
  void chainsAreFollowedToTheEndAndThePathIsKnown() {
    bare("one", "two");
    bare("two", "three@city.example");
    bare("three", "list@lists.example");
    Expansion expansion = follow("one@city.example");
    assertThat(names(expansion.ends())).containsExactly("list@lists.example");
    assertThat(names(expansion.path(Address.of("list@lists.example"))))
        .containsExactly("one@city.example", "two@city.example", "three@city.example");
  }

  @Test
  void cyclesEnd() {
    bare("a", "b", "x@far.example");
    bare("b", "c");
    bare("c", "a", "b", "c2");
    bare("c2", "\\a");
    Expansion expansion = follow("a@city.example");
    assertThat(names(expansion.ends())).containsExactly("x@far.example", "a@city.example");
    assertThat(expansion.path(Address.of("a@city.example"))).isEmpty();
    bare("round", "round2");
    bare("round2", "round");
    assertThat(ends("round@city.example")).isEmpty();
  }

  @Test
  void anAliasThatNamesItselfMeansTheMailbox() {
    bare("root", "root", "anna");
    assertThat(ends("root@city.example")).containsExactly("root@city.example", "anna@city.example");
  }

  @Test
  void whatGoesToAProgramIsSaidToBeUnseen() {
    bare("tickets", "|program", "anna");
    Expansion expansion = follow("tickets@city.example");
    assertThat(expansion.unseen()).isTrue();
    assertThat(names(expansion.ends())).containsExactly("anna@city.example");
  }

  @Test
  void aHundredThousandMembersAreFollowedAndKept() {
    List<Target> members = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      members.add(new Target.Mailbox(Address.of("m" + i + "@far.example")));
    }
    bare.put("all", members);
    long before = System.nanoTime();
    AliasTable table = table();
    Address all = Address.of("all@city.example");
    Expansion expansion = table.follow(all, Set.of(CITY)).orElseThrow();
    for (int i = 0; i < 1_000; i++) {
      assertThat(table.follow(all, Set.of(CITY)).orElseThrow()).isSameAs(expansion);
    }
    assertThat(expansion.ends()).hasSize(100_000);
    assertThat(expansion.cut()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void followingStopsAtItsLimitAndSaysSo() {
    for (int i = 0; i < 1_000; i++) {
      List<Target> members = new ArrayList<>();
      members.add(new Target.Local("n" + (i + 1)));
      for (int j = 0; j < 500; j++) {
        members.add(new Target.Mailbox(Address.of("m" + i + "." + j + "@far.example")));
      }
      bare.put("n" + i, members);
    }
    Expansion expansion = follow("n0@city.example");
    assertThat(expansion.cut()).isTrue();
    assertThat(expansion.ends()).hasSizeLessThanOrEqualTo(AliasTable.MOST);
  }

  @Test
  void aChainOfAHundredThousandAliasesEnds() {
    for (int i = 0; i < 100_000; i++) {
      bare.put("n" + i, List.of(new Target.Local("n" + (i + 1))));
    }
    Expansion expansion = follow("n0@city.example");
    assertThat(names(expansion.ends())).containsExactly("n100000@city.example");
    assertThat(expansion.path(expansion.ends().getFirst())).hasSize(100_000);
  }

  private void bare(String name, String... targets) {
    bare.put(name, Arrays.stream(targets).map(AliasTableTest::target).toList());
  }

  private static Target target(String text) {
    if (text.startsWith("|")) {
      return new Target.Unseen("a program");
    }
    if (text.startsWith("\\")) {
      return new Target.Final(text.substring(1));
    }
    return text.contains("@") ? new Target.Mailbox(Address.of(text)) : new Target.Local(text);
  }

  private AliasTable table() {
    return new AliasTable(bare, Map.of());
  }

  private Expansion follow(String address) {
    Optional<Expansion> expansion = table().follow(Address.of(address), Set.of(CITY));
    return expansion.orElseThrow();
  }

  private List<String> ends(String address) {
    return names(follow(address).ends());
  }

  private static List<String> names(List<Address> addresses) {
    return addresses.stream().map(Address::toString).toList();
  }
}
