package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.jdbi.v3.core.statement.SqlStatement;

/** The columns that an envelope has in every table that holds one. */
final class Envelopes {
  private Envelopes() {}

  static <S extends SqlStatement<S>> S bind(S statement, Envelope envelope) {
    MailParameters parameters = envelope.parameters();
    return statement
        .bind("reverse_path", Sql.text(envelope.reversePath().toString()))
        .bind("eight_bit", parameters.body() == BodyType.EIGHT_BIT_MIME)
        .bind("smtp_utf8", parameters.smtpUtf8())
        .bind(
            "declared_size",
            parameters.size().isPresent() ? (Long) parameters.size().getAsLong() : null)
        .bind("ret", Sql.text(parameters.ret()))
        .bind("envelope_id", Sql.text(parameters.envelopeId()));
  }

  /** An envelope before its recipients are read. */
  record Frame(ReversePath reversePath, MailParameters parameters) {
    Envelope to(List<Recipient> recipients) {
      return new Envelope(reversePath, parameters, recipients);
    }
  }

  static Frame frame(ResultSet row) throws SQLException {
    String path = row.getString("reverse_path");
    long size = row.getLong("declared_size");
    OptionalLong declared = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size);
    return new Frame(
        path.isEmpty() ? ReversePath.none() : ReversePath.of(Sql.address(path)),
        new MailParameters(
            row.getBoolean("eight_bit") ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT,
            row.getBoolean("smtp_utf8"),
            declared,
            Sql.textIfAny(row, "ret"),
            Sql.textIfAny(row, "envelope_id")));
  }

  static Recipient recipient(ResultSet row) throws SQLException {
    return new Recipient(
        Sql.address(row.getString("address")),
        Sql.textIfAny(row, "notify_on"),
        Sql.textIfAny(row, "original_recipient"));
  }

  static List<Optional<String>> addresses(List<Recipient> recipients) {
    return recipients.stream()
        .map(recipient -> Optional.of(recipient.address().toString()))
        .toList();
  }

  static List<Optional<String>> notifyOn(List<Recipient> recipients) {
    return recipients.stream().map(Recipient::notifyOn).toList();
  }

  static List<Optional<String>> originals(List<Recipient> recipients) {
    return recipients.stream().map(Recipient::originalRecipient).toList();
  }
}
