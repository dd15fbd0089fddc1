package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.Directory;
import org.gatepost.audience.DirectoryIndex;
import org.gatepost.audience.KnownLists;
import org.gatepost.audience.Organisation;
import org.gatepost.audience.Readerships;
import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
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
            new Readerships(CITY, directory, AliasTable.empty(), KnownLists.none()),
            Answers.none());
    Address slip = Address.of("housing.dessk@partner.example");
    Recollection nothing = Recollection.empty(SENDER);
    assertThat(lookalikes.of(slip, nothing, Optional.of(SENDER))).isEmpty();
    directory.now =
        DirectoryIndex.of(
            List.of(
                new Directory.Entry(
                    Address.of("housing.desk@partner.example"), "Desk", Directory.Kind.PERSON, "")),
            Set.of());
    assertThat(lookalikes.of(slip, nothing, Optional.of(SENDER)).orElseThrow().meant())
        .contains(Address.of("housing.desk@partner.example"));
  }
}
