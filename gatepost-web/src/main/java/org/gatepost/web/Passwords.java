package org.gatepost.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.gatepost.mail.Address;
import org.gatepost.mail.IdentitySource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Console passwords: Argon2id (RFC 9106) with the parameters of the OWASP Password Storage Cheat
 * Sheet (19 MiB, two passes, one lane), in PHC string form. Only a few are hashed at a time, so
 * that many sign-ins at once cannot take all memory; the others wait their turn.
 */
public final class Passwords {
  public static final int SHORTEST = 12;

  /** Longer ones only cost time. */
  public static final int LONGEST = 256;

  private static final int AT_ONCE = 4;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;

  /** Without characters that look alike. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(16, 32, 1, MEMORY_KIB, PASSES);
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final Set<String> common = readCommon();
  private final String nobody;

  public Passwords(IdentitySource identities) {
    this.nobody = hash(generate(identities));
  }

  public String hash(String password) {
    turns.acquireUninterruptibly();
    try {
      String hash = argon2.encode(password);
      if (hash == null) {
        throw new IllegalStateException("Argon2 gave no hash.");
      }
      return hash;
    } finally {
      turns.release();
    }
  }

  /**
   * Checks a password. Takes as long for somebody who does not exist.
   *
   * @param hash empty when nobody of that name may sign in
   */
  public boolean matches(String password, Optional<String> hash) {
    String candidate = password.length() > LONGEST ? "" : password;
    turns.acquireUninterruptibly();
    try {
      return argon2.matches(candidate, hash.orElse(nobody)) && hash.isPresent();
    } finally {
      turns.release();
    }
  }

  /** Why a new password will not do, in words for the person; empty when it will. */
  public Optional<String> objection(String password, Address login) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of("Password must be " + SHORTEST + " characters or more");
    }
    if (password.length() > LONGEST) {
      return Optional.of("Password must be " + LONGEST + " characters or fewer");
    }
    String folded = password.strip().toLowerCase(Locale.ROOT);
    if (folded.equals(login.toString().toLowerCase(Locale.ROOT))
        || folded.equals(login.localPart().toLowerCase(Locale.ROOT))) {
      return Optional.of("Password must not be your sign-in name");
    }
    if (common.contains(folded) || folded.codePoints().distinct().count() < 5) {
      return Optional.of("Password must be harder to guess: many people use this one");
    }
    return Optional.empty();
  }

  /** Four groups of five characters: 100 random bits. */
  public static String generate(IdentitySource identities) {
    byte[] octets = identities.octets(20);
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < octets.length; i++) {
      if (i > 0 && i % 5 == 0) {
        password.append('-');
      }
      password.append(ALPHABET.charAt(octets[i] & 31));
    }
    return password.toString();
  }

  private static Set<String> readCommon() {
    try (InputStream in = Passwords.class.getResourceAsStream("common-passwords.txt")) {
      if (in == null) {
        throw new IllegalStateException("common-passwords.txt is missing from the program.");
      }
      return Set.copyOf(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .collect(java.util.stream.Collectors.toSet()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
