package org.gatepost.store.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.PrivateFiles;
import org.gatepost.store.StoreUnusableException;

/**
 * The file that holds the keys: a line for the streaming AEAD's keyset, one for the AEAD's (both as
 * Tink writes them, base64), one for tokens. Made once, never written again. Whoever has it and the
 * database can read held mail; whoever loses it has lost that mail.
 */
public final class KeyFile {
  private static final String HEAD = "gatepost-keys-1";
  private static final int LINES = 4;
  private static final int TOKEN_KEY = 64;

  private KeyFile() {}

  /** Makes the file when it is missing; leaves it alone otherwise. */
  public static void makeIfMissing(Path file, IdentitySource identities) {
    if (Files.exists(file)) {
      return;
    }
    try {
      String text =
          String.join(
              "\n",
              HEAD,
              "content "
                  + keyset(
                      PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB,
                      StreamingAeadConfig2026.get()),
              "texts " + keyset(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
              "tokens " + Base64.getEncoder().encodeToString(identities.octets(TOKEN_KEY)),
              "");
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null && !Files.isDirectory(parent)) {
        PrivateFiles.makeFolder(parent, "rwx------");
      }
      PrivateFiles.writeNew(file, text);
    } catch (IOException | GeneralSecurityException unusable) {
      throw new StoreUnusableException(
          "The key file " + file + " cannot be made: " + unusable.getMessage(), unusable);
    }
  }

  /**
   * Reads the keys.
   *
   * @throws StoreUnusableException when the file is missing, open to others or no key file
   */
  public static Vault read(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new StoreUnusableException("The key file " + file + " is missing.");
      }
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ)) {
        throw new StoreUnusableException(
            "The key file " + file + " can be read by others. Close it: chmod 600 " + file);
      }
    } catch (IOException unusable) {
      throw unusable(file, unusable);
    }
    return parse(file);
  }

  /**
   * Reads the keys, whoever else can: for a copy that is about to be put in its place.
   *
   * @throws StoreUnusableException when it is no key file
   */
  public static Vault parse(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() != LINES || !lines.getFirst().equals(HEAD)) {
        throw new StoreUnusableException(file + " is not a key file of Gatepost.");
      }
      return new Vault(
          primitive(
              value(lines.get(1), "content", file),
              StreamingAead.class,
              StreamingAeadConfig2026.get()),
          primitive(value(lines.get(2), "texts", file), Aead.class, AeadConfig2026.get()),
          value(lines.get(3), "tokens", file));
    } catch (IOException | GeneralSecurityException unusable) {
      throw unusable(file, unusable);
    }
  }

  private static StoreUnusableException unusable(Path file, Exception because) {
    return new StoreUnusableException(
        "The key file " + file + " cannot be used: " + because.getMessage(), because);
  }

  private static byte[] value(String line, String name, Path file) {
    try {
      if (line.startsWith(name + " ")) {
        return Base64.getDecoder().decode(line.substring(name.length() + 1));
      }
    } catch (IllegalArgumentException notBase64) {
      throw new StoreUnusableException(file + " is damaged.", notBase64);
    }
    throw new StoreUnusableException(file + " is not a key file of Gatepost.");
  }

  private static String keyset(Parameters parameters, Configuration configuration)
      throws GeneralSecurityException {
    return Base64.getEncoder()
        .encodeToString(
            TinkProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(parameters, configuration),
                InsecureSecretKeyAccess.get(),
                configuration));
  }

  private static <P> P primitive(byte[] keyset, Class<P> type, Configuration configuration)
      throws GeneralSecurityException {
    return TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get(), configuration)
        .getPrimitive(configuration, type);
  }
}
