package org.gatepost.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate in PEM files, made by the JDK's keytool, and those who trust it. */
public record Certificates(Path chain, Path key, KeyStore store) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Makes one for these names, such as {@code dns:localhost,ip:127.0.0.1}. */
  public static Certificates make(Path folder, String names)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = Files.createTempDirectory(folder, "tls").resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Test",
                "-ext",
                "SAN=" + names,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool failed: " + said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    Path chain = file.resolveSibling("chain.pem");
    Path key = file.resolveSibling("key.pem");
    Files.writeString(chain, pem("CERTIFICATE", store.getCertificate("it").getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", store.getKey("it", PASSWORD).getEncoded()));
    return new Certificates(chain, key, store);
  }

  private static String pem(String what, byte[] octets) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
        + "\n-----END "
        + what
        + "-----\n";
  }

  /** A client's context that trusts this certificate and nothing else. */
  public SSLContext trusting() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    try {
      KeyStore only = KeyStore.getInstance("PKCS12");
      only.load(null, null);
      only.setCertificateEntry("it", store.getCertificate("it"));
      trust.init(only);
    } catch (IOException impossible) {
      throw new GeneralSecurityException(impossible);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
