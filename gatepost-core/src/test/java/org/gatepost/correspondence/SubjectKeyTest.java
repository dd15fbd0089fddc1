package org.gatepost.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubjectKeyTest {
  @Test
  void marksAreTakenOffHoweverMany() {
    assertThat(SubjectKey.of("RE: Fwd: re: Planning 12/0417"))
        .isEqualTo(new SubjectKey("planning 12/0417", true, false));
    assertThat(SubjectKey.of("FW: Planning 12/0417"))
        .isEqualTo(new SubjectKey("planning 12/0417", false, true));
    assertThat(SubjectKey.of("Reply wanted"))
        .isEqualTo(new SubjectKey("reply wanted", false, false));
  }

  @Test
  void aSubjectOfMarksAloneTellsNothing() {
    assertThat(SubjectKey.of("Re: ").isTelling()).isFalse();
    assertThat(SubjectKey.of("Re: Re: hi").isTelling()).isFalse();
  }

  @Test
  void aHostileSubjectIsCut() {
    assertThat(SubjectKey.of("re:".repeat(100_000)).isTelling()).isFalse();
    assertThat(SubjectKey.of("x".repeat(100_000)).text()).hasSize(200);
  }
}
