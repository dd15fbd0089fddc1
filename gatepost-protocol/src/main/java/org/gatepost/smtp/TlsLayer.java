package org.gatepost.smtp;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** Puts TLS over a connected socket; versions before 1.2 are never spoken. */
@FunctionalInterface
public interface TlsLayer {
  /** The secured socket, its handshake not yet begun. */
  SSLSocket over(Socket plain) throws IOException;
}
