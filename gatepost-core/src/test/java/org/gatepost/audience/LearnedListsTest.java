package org.gatepost.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.junit.jupiter.api.Test;

class LearnedListsTest extends KnownListsContract {
  private final LearnedLists lists = new LearnedLists();

  @Override
  protected KnownLists lists() {
    return lists;
  }

  @Override
  protected void learn(Message message, Instant when) {
    lists.learn(message);
  }

  @Test
  void twoMemoriesKnowWhatEitherKnows() {
    LearnedLists other = new LearnedLists();
    lists.learn(ListMail.with("List-Post: <mailto:talk@far.example>"));
    other.learn(
        ListMail.with(
            "List-Post: <mailto:talk@far.example>", "List-Archive: <https://far.example/talk/>"));
    other.learn(ListMail.with("List-Post: <mailto:other@far.example>"));

    for (KnownLists both : List.of(lists.and(other), other.and(lists))) {
      assertThat(both.find(TALK).orElseThrow().archive()).contains("https://far.example/talk/");
      assertThat(both.find(TALK).orElseThrow().messages()).isEqualTo(2);
      assertThat(both.find(Address.of("other@far.example"))).isPresent();
      assertThat(both.find(Address.of("third@far.example"))).isEmpty();
    }
  }
}
