package org.gatepost.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gatepost.delivery.StorageUnavailableException;
import org.junit.jupiter.api.Test;

class FaultTextTest {
  @Test
  void theKindsAndThePlacesAreToldAndNotTheWords() {
    SQLException refused = new SQLException("Failing row contains (family@post.example)");
    IllegalStateException between = new IllegalStateException(refused);

    String text =
        FaultText.of(new StorageUnavailableException("Nothing for family@post.example", between));

    assertThat(text)
        .contains(StorageUnavailableException.class.getName())
        .contains("caused by " + SQLException.class.getName())
        .contains("theKindsAndThePlacesAreToldAndNotTheWords(FaultTextTest.java:")
        .doesNotContain("family")
        .doesNotContain("org.junit");
  }

  @Test
  void aLongChainOfCausesIsCut() {
    RuntimeException fault = new IllegalStateException("deepest");
    for (int i = 0; i < 1000; i++) {
      fault = new IllegalStateException(fault);
    }

    assertThat(FaultText.of(fault).split("caused by", -1)).hasSize(8);
  }
}
