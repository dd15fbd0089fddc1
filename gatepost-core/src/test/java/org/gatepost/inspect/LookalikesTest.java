package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.Directory;
import org.gatepost.audience.DirectoryIndex;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.InMemoryCorrespondence;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.correspondence.ThreadMarks;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.gatepost.mail.NamedAddress;
import org.junit.jupiter.api.Test;

class LookalikesTest {
  private static final Address SENDER = Address.of("anna@city.example");
  private static final Organisation CITY =
      new Organisation("City", Set.of(Domain.of("city.example")), Set.of(), domain -> domain);

  /** A directory that is read anew while mail goes on. */
  private static final class Changing implements Directory {
    private Directory now = Directory.empty();

    @Override
    public Directory snapshot() {
      return now;
    }

    @Override
    public Optional<Entry> find(Address address) {
      return now.find(address);
    }

    @Override
    public Optional<String> partner(Domain domain) {
      return now.partner(domain);
    }

    @Override
    public List<Entry> all(Kind kind) {
      return now.all(kind);
    }
  }

  @Test
  void whoHasComeIntoTheDirectoryIsKnownAtOnce() {
    Changing directory = new Changing();
    Lookalikes lookalikes =
        new Lookalikes(
            CITY,
            directory,
            new Readerships(CITY, directory, AliasTable.empty(), KnownLists.none()));
    Address slip = Address.of("housing.dessk@partner.example");
    Recollection nothing = Recollection.empty(SENDER);
    assertThat(lookalikes.of(slip, nothing, Answers.none(), Optional.of(SENDER))).isEmpty();
    directory.now =
        DirectoryIndex.of(
            List.of(
                new Directory.Entry(
                    Address.of("housing.desk@partner.example"), "Desk", Directory.Kind.PERSON, "")),
            Set.of());
    assertThat(
            lookalikes.of(slip, nothing, Answers.none(), Optional.of(SENDER)).orElseThrow().meant())
        .contains(Address.of("housing.desk@partner.example"));
  }

  /** Each question may be a statement to a database, and an answer that nobody has is no yes. */
  @Test
  void onlyAboutWhoeverNeverAnsweredIsItAskedWhetherTheyAreAMistake() {
    Lookalikes lookalikes =
        new Lookalikes(
            CITY,
            Directory.empty(),
            new Readerships(CITY, Directory.empty(), AliasTable.empty(), KnownLists.none()));
    Address partner = Address.of("anna@partner.example");
    Recollection nothing = Recollection.empty(SENDER);
    Recollection answered = answeredBy(partner);
    Answers down =
        new Answers() {
          @Override
          public boolean isMeant(Address person, FindingKind kind) {
            throw new IllegalStateException("no database");
          }

          @Override
          public boolean isMistake(Address person) {
            throw new IllegalStateException("no database");
          }
        };

    assertThat(lookalikes.of(partner, answered, down, Optional.of(SENDER))).isEmpty();
    assertThatThrownBy(() -> lookalikes.of(partner, nothing, down, Optional.of(SENDER)))
        .hasMessage("no database");
  }

  private static Recollection answeredBy(Address person) {
    InMemoryCorrespondence memory =
        new InMemoryCorrespondence(
            address -> CITY.isInside(address, Optional.empty()), UnaryOperator.identity());
    memory.learn(
        List.of(
            letter(SENDER, person, Exchange.Origin.SENT),
            letter(person, SENDER, Exchange.Origin.CAME_IN)));
    return memory.recall(
        new Inquiry(SENDER, List.of(person), Set.of(), SubjectKey.of(""), Instant.EPOCH));
  }

  private static Exchange letter(Address from, Address to, Exchange.Origin origin) {
    return new Exchange(
        Instant.EPOCH,
        NamedAddress.of(from),
        List.of(NamedAddress.of(to)),
        Set.of(),
        SubjectKey.of(""),
        ThreadMarks.none(),
        Set.of(),
        origin,
        Exchange.Showing.NOBODY);
  }
}
