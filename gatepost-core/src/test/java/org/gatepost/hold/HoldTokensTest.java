package org.gatepost.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class HoldTokensTest {
  private static final UUID HOLD = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
  private final HoldTokens tokens = new HoldTokens(new byte[32]);

  @Test
  void aTokenOpensItsOwnHold() {
    assertThat(tokens.open(tokens.issue(HOLD))).contains(HOLD);
  }

  @Test
  void anyChangedCharacterMakesItWorthless() {
    String token = tokens.issue(HOLD);
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.open(changed)).as("character %d", i).isEmpty();
    }
  }

  @Test
  void anotherKeysTokenIsWorthless() {
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new HoldTokens(other).open(tokens.issue(HOLD))).isEmpty();
  }

  @Test
  void nonsenseIsWorthless() {
    assertThat(tokens.open("")).isEmpty();
    assertThat(tokens.open("%%%")).isEmpty();
    assertThat(tokens.open("A".repeat(10_000))).isEmpty();
  }
}
