package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatepost.mail.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkedLettersTest {
  @ParameterizedTest
  @CsvSource({
    "harriet.lownds@c.example, harriet.lowndes@c.example, harriet.lown[ds]@c.example",
    "harriet.lowndes@c.example, harriet.lownds@c.example, harriet.lown[des]@c.example",
    "harreit@c.example, harriet@c.example, harr[ei]t@c.example",
    "anna@c.test, anna@c.example, anna@c.[test]",
    "nna@c.example, anna@c.example, [n]na@c.example",
    "bert@third.example, anna@c.example, bert@third.example"
  })
  void theLettersThatDifferAreMarked(String shown, String other, String marked) {
    MarkedLetters letters = MarkedLetters.of(Address.of(shown), Address.of(other));

    String middle = letters.differing().isEmpty() ? "" : "[" + letters.differing() + "]";
    assertThat(letters.before() + middle + letters.after()).isEqualTo(marked);
  }
}
