package org.gatepost.smtp.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * The one line that we add to a message (RFC 5321 section 4.4, RFC 3848, RFC 6531).
 *
 * <p>It has no {@code for} clause, which RFC 5321 makes optional: a client may send one message in
 * several transactions, so that the only recipient of one of them may be hidden from the others,
 * and a held message goes out with this line to addresses that were corrected since.
 */
record ReceivedField(
    Client client,
    String helo,
    boolean extended,
    boolean smtpUtf8,
    boolean authenticated,
    Optional<SSLSession> tls,
    String hostName,
    String trace,
    Instant at) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** With whom it came, and by which protocol; never for whom. */
  byte[] octets() {
    StringBuilder field = new StringBuilder(256);
    field.append("Received: from ").append(helo).append(" (");
    client.name().ifPresent(name -> field.append(name).append(' '));
    field.append(client.literal()).append(")\r\n");
    tls.ifPresent(
        session ->
            field
                .append("\t(using ")
                .append(session.getProtocol())
                .append(" with cipher ")
                .append(session.getCipherSuite())
                .append(")\r\n"));
    field.append("\tby ").append(hostName).append(" (Gatepost) with ").append(protocol());
    field.append(" id ").append(trace);
    field.append(";\r\n\t").append(DATE.format(at)).append("\r\n");
    return field.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String protocol() {
    if (!extended) {
      return "SMTP";
    }
    return (smtpUtf8 ? "UTF8SMTP" : "ESMTP")
        + (tls.isPresent() ? "S" : "")
        + (authenticated ? "A" : "");
  }
}
