package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatepost.mail.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Harriet Lowndes|harriet|lowndes",
        "Lowndes, Harriet|harriet|lowndes",
        "Lowndes, Harriet J.|harriet|lowndes",
        "Harriet J. Lowndes <h@chambers.example>|harriet|lowndes",
        "Harriet Lowndes - Legal|harriet|lowndes",
        "Ward, Kim S (Houston)|kim|ward"
      })
  void displayNamesAreRead(String text, String first, String last) {
    assertThat(PersonName.parse(text)).contains(new PersonName(List.of(first, last)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Housing", "h@chambers.example", "  ,  ", "42", "H. L"})
  void whatIsNoFullNameIsNone(String text) {
    assertThat(PersonName.parse(text)).isEmpty();
  }

  @Test
  void theLocalPartShowsAName() {
    PersonName name = PersonName.from(Address.of("harriet.j.lowndes@chambers.example"));

    assertThat(name.first()).isEqualTo("harriet");
    assertThat(name.last()).isEqualTo("lowndes");
  }
}
