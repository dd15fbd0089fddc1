package org.gatepost.smtp;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS as a server and as a client; versions 1.2 and 1.3 only. */
public final class Tls {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
  private static final char[] NO_PASSWORD = new char[0];

  private Tls() {}

  /**
   * Our side as a server.
   *
   * @param chain PEM file, our own certificate first
   * @param key PEM file with its unencrypted PKCS #8 key
   * @throws GeneralSecurityException when the files hold no such thing or do not belong together
   */
  public static TlsLayer server(Path chain, Path key) throws IOException, GeneralSecurityException {
    KeyStore store = Pem.emptyStore();
    List<Certificate> certificates = Pem.certificates(chain);
    store.setKeyEntry(
        "server", Pem.key(key), NO_PASSWORD, certificates.toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return (plain, read) -> {
      // Only where it must: a socket that begins with octets of its own cannot say a last word once
      // its input has ended.
      SSLSocket secured =
          read.available() == 0
              ? layer(context, plain, plain.getInetAddress().getHostAddress())
              : (SSLSocket) context.getSocketFactory().createSocket(plain, read, false);
      secured.setUseClientMode(false);
      secured.setEnabledProtocols(VERSIONS);
      return secured;
    };
  }

  /**
   * Our side as a client that checks the peer's certificate and that it is for this host (RFC
   * 9525).
   *
   * @param authorities PEM file with the certificate authorities to trust; without it those of the
   *     Java runtime
   */
  public static TlsLayer client(String host, Optional<Path> authorities)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted(authorities).getTrustManagers(), null);
    return (plain, _) -> {
      SSLSocket secured = layer(context, plain, host);
      secured.setUseClientMode(true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      if (host.chars().anyMatch(Character::isLetter) && host.indexOf(':') < 0) {
        parameters.setServerNames(List.of(new SNIHostName(host)));
      }
      secured.setSSLParameters(parameters);
      return secured;
    };
  }

  /**
   * Our side as a client that takes any certificate: keeps those out who only listen (RFC 7435),
   * and nobody who can stand in between.
   */
  public static TlsLayer unchecked(String host) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, null);
    return (plain, _) -> {
      SSLSocket secured = layer(context, plain, host);
      secured.setUseClientMode(true);
      return secured;
    };
  }

  private static TrustManagerFactory trusted(Optional<Path> authorities)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    if (authorities.isEmpty()) {
      trust.init((KeyStore) null);
      return trust;
    }
    KeyStore store = Pem.emptyStore();
    int number = 0;
    for (Certificate authority : Pem.certificates(authorities.get())) {
      store.setCertificateEntry("authority" + number++, authority);
    }
    trust.init(store);
    return trust;
  }

  private static SSLSocket layer(SSLContext context, Socket plain, String host) throws IOException {
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), false);
    secured.setEnabledProtocols(VERSIONS);
    return secured;
  }
}
