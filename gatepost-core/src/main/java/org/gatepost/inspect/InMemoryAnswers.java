package org.gatepost.inspect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatepost.mail.Address;

/** Answers as long as the program runs; then it asks once more. */
public final class InMemoryAnswers implements AnswerBook {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Set<String> hashes = ConcurrentHashMap.newKeySet();

  /**
   * @param key of the hashes: without it nobody can try whether an address is among them
   */
  public InMemoryAnswers(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  @Override
  public boolean isMeant(Address sender, Address person, FindingKind kind) {
    return hashes.contains(meant(sender, person, kind));
  }

  @Override
  public boolean isMistake(Address person) {
    return hashes.contains(mistake(person));
  }

  @Override
  public void confirm(Address sender, Finding finding) {
    if (Answers.isAskedOnce(finding.kind())) {
      finding.recipients().forEach(person -> hashes.add(meant(sender, person, finding.kind())));
    }
  }

  @Override
  public void mistaken(Address wrong) {
    hashes.add(mistake(wrong));
  }

  private String meant(Address sender, Address person, FindingKind kind) {
    return hash("meant\n" + kind.wireName() + "\n" + sender.person() + "\n" + person.person());
  }

  private String mistake(Address person) {
    return hash("mistake\n" + person.person());
  }

  private String hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM + ".", impossible);
    }
  }
}
