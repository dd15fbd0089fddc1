package org.gatepost.smtp.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.account.ScramVerifier;
import org.gatepost.mail.Address;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding. A login may have several app
 * passwords: they share a salt, so that the client's one proof can be tried against each.
 */
final class ScramExchange implements SaslExchange {
  private static final Pattern FIRST =
      Pattern.compile(
          "(?<gs2>[ny],(?:a=(?<as>[^,]*))?,)(?<bare>n=(?<name>[^,]+),r=(?<nonce>[!-+\\--~]+)(?:,.*)?)");
  private static final Pattern FINAL =
      Pattern.compile(
          "(?<bare>c=(?<binding>[A-Za-z0-9+/=]+),r=(?<nonce>[!-+\\--~]+)(?:,[a-z]=[^,]*)*),p=(?<proof>[A-Za-z0-9+/=]+)");

  private enum Stage {
    FIRST,
    FINAL,
    THANKS
  }

  private final Passwords passwords;
  private final String serverNonce;
  private Stage stage = Stage.FIRST;
  private String login = "";
  private String gs2 = "";
  private String nonce = "";
  private String signed = "";
  private List<ScramVerifier> verifiers = List.of();
  private Optional<Address> proved = Optional.empty();

  ScramExchange(Passwords passwords, String serverNonce) {
    this.passwords = passwords;
    this.serverNonce = serverNonce;
  }

  @Override
  public Step begin() {
    return new Step.Challenge("");
  }

  @Override
  public Step respond(byte[] response) {
    String text = new String(response, StandardCharsets.UTF_8);
    return switch (stage) {
      case FIRST -> first(text);
      case FINAL -> last(text);
      case THANKS ->
          proved.isPresent() && text.isEmpty()
              ? new Step.Proved(proved.get())
              : new Step.Malformed();
    };
  }

  private Step first(String text) {
    Matcher message = FIRST.matcher(text);
    if (!message.matches()) {
      return new Step.Malformed();
    }
    login = message.group("name").replace("=2C", ",").replace("=3D", "=");
    String as = message.group("as");
    if (as != null && !as.isEmpty() && !as.replace("=2C", ",").replace("=3D", "=").equals(login)) {
      return new Step.Failed(login);
    }
    gs2 = message.group("gs2");
    nonce = message.group("nonce") + serverNonce;
    verifiers = passwords.verifiers(login);
    ScramVerifier any = verifiers.getFirst();
    String challenge = "r=" + nonce + ",s=" + base64(any.salt()) + ",i=" + any.iterations();
    signed = message.group("bare") + "," + challenge;
    stage = Stage.FINAL;
    return new Step.Challenge(challenge);
  }

  private Step last(String text) {
    Matcher message = FINAL.matcher(text);
    if (!message.matches()) {
      return new Step.Malformed();
    }
    if (!message.group("binding").equals(base64(gs2.getBytes(StandardCharsets.UTF_8)))
        || !message.group("nonce").equals(nonce)) {
      return new Step.Failed(login);
    }
    byte[] proof = decoded(message.group("proof"));
    String auth = signed + "," + message.group("bare");
    Optional<ScramVerifier> matching = Optional.empty();
    for (ScramVerifier verifier : verifiers) {
      byte[] signature = Scram.hmac(verifier.storedKey(), auth);
      if (proof.length == signature.length
          && MessageDigest.isEqual(
              Scram.sha256(Scram.xor(proof, signature)), verifier.storedKey())) {
        matching = Optional.of(verifier);
      }
    }
    proved = matching.flatMap(_ -> Address.parse(login));
    if (matching.isEmpty() || proved.isEmpty()) {
      return new Step.Failed(login);
    }
    stage = Stage.THANKS;
    return new Step.Challenge("v=" + base64(Scram.hmac(matching.get().serverKey(), auth)));
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
