package org.gatepost.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.gatepost.mail.Address;
import org.gatepost.mail.Message;
import org.junit.jupiter.api.Test;

/** What every memory of lists promises that mail teaches. */
public abstract class KnownListsContract {
  protected static final Instant NOW = Instant.parse("2011-03-01T09:00:00Z");
  protected static final Address TALK = Address.of("talk@far.example");

  protected abstract KnownLists lists();

  protected abstract void learn(Message message, Instant when);

  private KnownLists.Seen talk() {
    return lists().find(TALK).orElseThrow();
  }

  private void shown(int day, String... fields) {
    learn(ListMail.with(fields), NOW.plus(Duration.ofDays(day)));
  }

  @Test
  protected void nothingIsAListThatNoMailShowed() {
    learn(ListMail.with("Precedence: list", "Subject: talk@far.example"), NOW);

    assertThat(lists().find(TALK)).isEmpty();
  }

  @Test
  protected void aListIsKnownByItsAddressHoweverItIsSpelled() {
    shown(0, "List-Post: <mailto:Talk@Far.example>", "List-Id: The talk <talk.far.example>");

    assertThat(talk().name()).isEqualTo("The talk");
    assertThat(talk().archive()).isEmpty();
    assertThat(talk().messages()).isEqualTo(1);
    assertThat(lists().find(Address.of("TALK@far.example"))).isPresent();
    assertThat(lists().find(Address.of("talk@near.example"))).isEmpty();
  }

  @Test
  protected void whatWasSeenOnceIsNotTakenBack() {
    shown(0, "List-Post: <mailto:talk@far.example>");
    shown(1, "List-Post: <mailto:talk@far.example>", "List-Archive: <https://far.example/talk/>");
    shown(2, "List-Post: <mailto:talk@far.example>", "List-Archive: <https://other.example/>");
    shown(3, "List-Post: <mailto:talk@far.example>", "List-Id: Talk <talk.far.example>");
    shown(4, "List-Post: NO");

    assertThat(talk().archive()).contains("https://far.example/talk/");
    assertThat(talk().name()).isEqualTo("Talk");
    assertThat(talk().messages()).isEqualTo(4);
  }

  @Test
  protected void anArchiveWithALongAddressIsAnArchive() {
    shown(
        0,
        "List-Post: <mailto:talk@far.example>",
        "List-Archive: <https://far.example/" + "x".repeat(1_900) + ">");

    assertThat(talk().archive()).isPresent();
  }
}
