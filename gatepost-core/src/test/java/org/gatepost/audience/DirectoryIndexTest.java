package org.gatepost.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.audience.WrittenDirectory.line;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Test;

/** What counts when several directories speak of one address. */
class DirectoryIndexTest {
  private static final String LIST = "talk@city.example";

  @Test
  void aPartnerIsItsDomainsAndAtAFreemailDomainOneAddress() {
    DirectoryIndex directory =
        DirectoryIndex.layered(
            List.of(
                new DirectoryIndex(List.of(), Map.of(Domain.of("trust.example"), "The Trust")),
                DirectoryIndex.of(
                    List.of(
                        line("anna@solicitors.example", "The Solicitors", Kind.PARTNER),
                        line("carer@inbox.example", "The Carers", Kind.PARTNER)),
                    Set.of(Domain.of("inbox.example")))));
    assertThat(directory.partner(Domain.of("mail.trust.example"))).contains("The Trust");
    assertThat(directory.partner(Domain.of("nottrust.example"))).isEmpty();
    assertThat(directory.partner(Domain.of("solicitors.example"))).contains("The Solicitors");
    assertThat(directory.partner(Domain.of("inbox.example"))).isEmpty();
    assertThat(directory.find(Address.of("Carer+x@inbox.example")).orElseThrow().name())
        .isEqualTo("The Carers");
  }

  @Test
  void theFirstWordCountsAndTheNextFillsWhatItLeavesOut() {
    Entry found =
        layered(
            line(LIST, "", Kind.LIST),
            new Entry(Address.of(LIST), "Talk", Kind.PUBLIC_LIST, "", true, OptionalInt.of(412)));
    assertThat(found.kind()).isEqualTo(Kind.LIST);
    assertThat(found.name()).isEqualTo("Talk");
    assertThat(found.readers()).hasValue(412);
  }

  @Test
  void aKindThatWasLeftOutGivesWayToOneThatWasSaid() {
    Entry found =
        layered(line(LIST, "Talk", Kind.PERSON).unsettled(), line(LIST, "", Kind.PUBLIC_LIST));
    assertThat(found.kind()).isEqualTo(Kind.PUBLIC_LIST);
    assertThat(found.settled()).isTrue();
  }

  @Test
  void everyLineIsListedOnceUnderTheKindThatCounts() {
    DirectoryIndex directory =
        DirectoryIndex.layered(
            List.of(
                index(line(LIST, "", Kind.PERSON).unsettled()),
                index(line(LIST, "", Kind.LIST), line("desk@city.example", "", Kind.QUEUE))));
    assertThat(directory.all(Kind.PERSON)).isEmpty();
    assertThat(directory.all(Kind.LIST)).hasSize(1);
    assertThat(directory.lines()).hasSize(2);
  }

  private static Entry layered(Entry first, Entry second) {
    return DirectoryIndex.layered(List.of(index(first), index(second)))
        .find(Address.of(LIST))
        .orElseThrow();
  }

  private static DirectoryIndex index(Entry... lines) {
    return DirectoryIndex.of(List.of(lines), Set.of());
  }
}
