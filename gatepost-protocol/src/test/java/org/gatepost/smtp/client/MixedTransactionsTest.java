package org.gatepost.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatepost.smtp.client.HopScene.TRACE;
import static org.gatepost.smtp.client.HopScene.content;
import static org.gatepost.smtp.client.HopScene.impatient;
import static org.gatepost.smtp.client.HopScene.to;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.delivery.NextHop.Sent;
import org.gatepost.mail.Address;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.ReversePath;
import org.gatepost.smtp.DeadlineWatch;
import org.gatepost.smtp.Talk;
import org.gatepost.smtp.Tls;
import org.junit.jupiter.api.Test;

/** Many transactions on a few connections that are taken from each of them all the time. */
class MixedTransactionsTest {
  private static final int TRANSACTIONS = 200;
  private static final int CONNECTIONS = 3;

  private final Set<HopTransaction> underWay = ConcurrentHashMap.newKeySet();

  @Test
  void eachHearsItsOwnAnswersAndIsSentOnce() throws Exception {
    try (HopScene scene = new HopScene();
        DeadlineWatch watch = new DeadlineWatch(Duration.ofMillis(250));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      scene.hop.always(talk -> new Echo(scene.hop).play(talk));
      NextHopSettings settings = scene.settings(impatient(), CONNECTIONS, false);
      HopPool pool =
          new HopPool(
              settings,
              new HopDialler(settings, Tls.unchecked("x"), watch, scene.reachability),
              _ -> {});
      List<Future<String>> ends = new ArrayList<>();
      for (int i = 0; i < TRANSACTIONS; i++) {
        int number = i;
        Callable<String> transaction = () -> carry(settings, pool, number);
        ends.add(threads.submit(transaction));
      }
      while (!ends.stream().allMatch(Future::isDone)) {
        underWay.forEach(HopTransaction::giveWay);
      }
      for (int i = 0; i < TRANSACTIONS; i++) {
        assertThat(ends.get(i).get()).isEqualTo("taken from t" + i);
      }
      assertThat(scene.hop.count("RSET")).isGreaterThan(TRANSACTIONS);
      assertThat(scene.hop.messages).hasSize(TRANSACTIONS).doesNotHaveDuplicates();
      assertThat(pool.free()).isEqualTo(CONNECTIONS);
      pool.close();
    }
  }

  private String carry(NextHopSettings settings, HopPool pool, int number) {
    ReversePath from = ReversePath.of(Address.of("t" + number + "@city.example"));
    try (HopTransaction mine = new HopTransaction(settings, pool, from, MailParameters.none())) {
      underWay.add(mine);
      assertThat(mine.mail().await().text()).isEqualTo("t" + number);
      for (int i = 0; i < 5; i++) {
        Answer one = mine.recipient(to("t" + number + "-" + i + "@home.example"));
        Answer other = mine.recipient(to("t" + number + "-no" + i + "@home.example"));
        assertThat(other.await().text()).isEqualTo("not t" + number + "-no" + i);
        assertThat(one.await().text()).isEqualTo("t" + number + "-" + i);
        if ((number + i) % 2 == 0) {
          mine.giveWay();
        }
      }
      return mine.send(TRACE, content("X-Number: " + number + "\r\n\r\n"))
              instanceof Sent.Answered(var reply)
          ? reply.text()
          : "not sent";
    }
  }

  /** One connection of a next hop that says to each command whom it was about. */
  private static final class Echo {
    private static final String NOBODY = "nobody";

    private final ScriptedHop hop;
    private String sender = NOBODY;

    Echo(ScriptedHop hop) {
      this.hop = hop;
    }

    void play(Talk talk) {
      talk.raw("220 hop\r\n");
      hop.serve(talk, ScriptedHop.EVERYTHING, this::answer);
    }

    private String answer(String line) {
      String of = sender;
      if (line.equals(".") || line.equals("RSET")) {
        sender = NOBODY;
        return "250 2.0.0 taken from " + of;
      }
      String who = line.replaceAll(".*<(.*)@.*", "$1");
      if (line.startsWith("MAIL")) {
        sender = who;
        return of.equals(NOBODY) ? "250 2.1.0 " + who : "503 5.5.1 nested";
      }
      if (line.startsWith("RCPT")) {
        return !who.startsWith(sender + "-")
            ? "554 5.5.0 somebody else's"
            : who.contains("no") ? "550 5.1.1 not " + who : "250 2.1.5 " + who;
      }
      return "";
    }
  }
}
