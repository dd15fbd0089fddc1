package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.correspondence.Letter.COUNSEL;
import static org.gatepost.correspondence.Letter.MISTYPED;
import static org.gatepost.correspondence.Letter.SOLICITOR;
import static org.gatepost.correspondence.Letter.START;
import static org.gatepost.correspondence.Letter.letter;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.junit.jupiter.api.Test;

class InMemoryCorrespondenceTest extends CorrespondenceContract {
  private final InMemoryCorrespondence memory = memory(UnaryOperator.identity());

  private static InMemoryCorrespondence memory(UnaryOperator<Address> identity) {
    return new InMemoryCorrespondence(
        address -> address.domain().equals(Domain.of("city.example")), identity);
  }

  @Override
  protected Correspondence correspondence() {
    return memory;
  }

  @Override
  protected CorrespondenceLog log() {
    return memory;
  }

  @Test
  void unaskedMailMakesNobodyKnown() {
    learn(letter(SOLICITOR, COUNSEL), letter(MISTYPED, SOLICITOR));

    assertThat(memory.isKnown(MISTYPED)).isFalse();
    assertThat(memory.everyone()).containsExactlyInAnyOrder(SOLICITOR, COUNSEL);
  }

  @Test
  void onePersonWithTwoAddressesHasOneBook() {
    Address old = Address.of("s.old@city.example");
    InMemoryCorrespondence both = memory(address -> address.equals(old) ? SOLICITOR : address);
    both.learn(letter(old, COUNSEL).exchange());

    assertThat(
            both.recall(
                    new Inquiry(SOLICITOR, List.of(COUNSEL), Set.of(), SubjectKey.of(""), START))
                .contact(COUNSEL)
                .sent())
        .isEqualTo(1);
  }
}
