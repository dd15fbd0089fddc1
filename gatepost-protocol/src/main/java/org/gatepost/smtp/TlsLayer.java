package org.gatepost.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** Puts TLS over a connected socket; versions before 1.2 are never spoken. */
@FunctionalInterface
public interface TlsLayer {
  /**
   * The secured socket, its handshake not yet begun. The plain one stays its owner's to close: shut
   * down from two sides at once, it would fail on one of them.
   *
   * @param read what has been read off the socket already and belongs to the handshake; empty on a
   *     client's side
   */
  SSLSocket over(Socket plain, InputStream read) throws IOException;
}
