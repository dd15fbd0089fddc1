package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The private database is killed while mail flows: what has not reached the next hop is answered
 * with 4xx, what has been answered with 250 is there once, and it comes back by itself.
 */
@Tag("peers")
class DatabaseUnderLoadTest {
  private static final int CLIENTS = 4;
  private static final int KILLS = 3;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final List<String> ANNA = List.of("anna@partner.example");

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void nothingIsLostOrSentTwiceAndItComesBack() throws Exception {
    try (Scene scene = Scene.open();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        killUnderLoad(scene, clients);
      } finally {
        // Or the clients would be waited for to no end.
        over.set(true);
      }
    }
  }

  private void killUnderLoad(Scene scene, ExecutorService clients) throws Exception {
    List<Future<?>> sending = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      sending.add(clients.submit(() -> sendUntilOver(scene.gatepost().smtp())));
    }
    awaitAnswers("250", 20);
    for (int kill = 0; kill < KILLS; kill++) {
      long before = count("250");
      Patience.await("a database to kill", LONG, () -> scene.gatepost().killDatabase());
      Patience.await("mail flows again", LONG, () -> count("250") > before + 20);
    }
    over.set(true);
    for (Future<?> client : sending) {
      client.get();
    }
    assertThat(answers.values()).allMatch(answer -> answer.matches("(?s)(250|4\\d\\d) .*"));
    List<Arrival> arrivals =
        scene.sink().await((int) count("250"), LONG, one -> !one.from().isEmpty());
    assertThat(arrivals.stream().map(one -> one.content().value("Message-ID")))
        .containsExactlyInAnyOrderElementsOf(idsAnswered("250"));
    System.out.printf(
        "database killed %d times under load: %d taken and there once, %d told to try again%n",
        KILLS, count("250"), answers.size() - count("250"));
    assertThat(scene.gatepost().terminate()).isZero();
  }

  private void sendUntilOver(int port) {
    while (!over.get()) {
      String id = "load-" + numbers.incrementAndGet() + "@city.example";
      byte[] message = Letters.simple(id, "clerk@city.example", ANNA.getFirst());
      try {
        answers.put("<" + id + ">", RawSmtp.send(port, "clerk@city.example", ANNA, message));
      } catch (IOException hungUp) {
        answers.put("<" + id + ">", "hung up: " + hungUp);
      }
    }
  }

  private void awaitAnswers(String code, int most) throws Exception {
    Patience.await(most + " answers", LONG, () -> count(code) >= most);
  }

  private long count(String code) {
    return answers.values().stream().filter(answer -> answer.startsWith(code)).count();
  }

  private List<String> idsAnswered(String code) {
    return answers.entrySet().stream()
        .filter(entry -> entry.getValue().startsWith(code))
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }
}
