package org.gatepost.smtp.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.smtp.Line;
import org.gatepost.smtp.Wire;

/** The exchange behind AUTH (RFC 4954 section 4). */
final class AuthDialogue {
  private static final int LONGEST_LINE = 12_288;
  private static final int MOST_FAILURES = 3;

  private final Wire wire;
  private final Answers answers;
  private final Authentication authentication;
  private final Duration wait;
  private int failures;

  /** How one AUTH ended; {@code going} is false when the connection must be closed. */
  record Result(Optional<Address> login, boolean going) {
    private static final Result NOTHING = new Result(Optional.empty(), true);
    private static final Result CLOSE = new Result(Optional.empty(), false);
  }

  AuthDialogue(Wire wire, Answers answers, Authentication authentication, Duration wait) {
    this.wire = wire;
    this.answers = answers;
    this.authentication = authentication;
    this.wait = wait;
  }

  Result run(String argument, Client client) throws IOException {
    String[] words = argument.strip().split(" +", 2);
    Optional<SaslExchange> exchange = authentication.begin(words[0]);
    if (exchange.isEmpty()) {
      return refuse(504, "5.5.4", "No such mechanism");
    }
    if (authentication.isShutOut(client)) {
      answers.say(421, "4.7.0", "Too many failed attempts from your address, try again later");
      return Result.CLOSE;
    }
    SaslExchange.Step step =
        words.length == 1
            ? exchange.get().begin()
            : exchange.get().respond(decoded(words[1].equals("=") ? "" : words[1]));
    while (step instanceof SaslExchange.Step.Challenge(String text)) {
      wire.append("334 " + encoded(text) + "\r\n");
      answers.flush();
      if (!(wire.readLine(LONGEST_LINE, Wire.after(wait)) instanceof Line.Text(String response))) {
        refuse(500, "5.5.6", "That is no response");
        return Result.CLOSE;
      }
      if (wire.hasBuffered()) {
        answers.say(554, "5.5.0", "Wait for the answer to AUTH");
        return Result.CLOSE;
      }
      if (response.equals("*")) {
        return refuse(501, "5.7.0", "Cancelled");
      }
      step = exchange.get().respond(decoded(response));
    }
    return conclude(step, client);
  }

  private Result conclude(SaslExchange.Step step, Client client) {
    return switch (step) {
      case SaslExchange.Step.Proved(Address login) -> {
        if (authentication.isShutOut(login.toString())) {
          yield refuse(454, "4.7.0", "Too many failed attempts for this login, try again later");
        }
        answers.say(235, "2.7.0", "Welcome");
        yield new Result(Optional.of(login), true);
      }
      case SaslExchange.Step.Failed(String login) -> {
        authentication.failed(client, login);
        answers.say(535, "5.7.8", "Login or password is wrong");
        yield ++failures < MOST_FAILURES ? Result.NOTHING : Result.CLOSE;
      }
      case SaslExchange.Step.Malformed _, SaslExchange.Step.Challenge _ ->
          refuse(501, "5.5.2", "That is not how the mechanism goes");
    };
  }

  private Result refuse(int code, String enhanced, String text) {
    answers.say(code, enhanced, text);
    return Result.NOTHING;
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Octets of base64; one NUL, which no mechanism takes, for anything else. */
  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return new byte[1];
    }
  }
}
