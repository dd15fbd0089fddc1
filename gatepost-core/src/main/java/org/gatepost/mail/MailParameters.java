package org.gatepost.mail;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parameters of {@code MAIL FROM} that travel with the message.
 *
 * @param body how the content is encoded on the wire (RFC 6152)
 * @param smtpUtf8 the envelope or the headers need RFC 6531
 * @param size the size that the client declared, in octets (RFC 1870)
 * @param ret the value of {@code RET=}, {@code FULL} or {@code HDRS} (RFC 3461)
 * @param envelopeId the value of {@code ENVID=}, still in xtext (RFC 3461)
 */
public record MailParameters(
    BodyType body,
    boolean smtpUtf8,
    OptionalLong size,
    Optional<String> ret,
    Optional<String> envelopeId) {
  /** RFC 6152 section 2: what octets the content may hold. */
  public enum BodyType {
    SEVEN_BIT,
    EIGHT_BIT_MIME
  }

  public static MailParameters none() {
    return new MailParameters(
        BodyType.SEVEN_BIT, false, OptionalLong.empty(), Optional.empty(), Optional.empty());
  }
}
