package org.gatepost.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatepost.recipient.Sign;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroundTest {
  private static final List<Ground> GROUNDS =
      List.of(
          new LikenessGround(),
          new NameGround(),
          new CompanyGround(),
          new ThreadGround(),
          new HabitGround());

  @ParameterizedTest
  @EnumSource(Sign.class)
  void everySignBelongsToOneSide(Sign sign) {
    assertThat(GROUNDS.stream().filter(ground -> ground.signs().contains(sign))).hasSize(1);
  }
}
