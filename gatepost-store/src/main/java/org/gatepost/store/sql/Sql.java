package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;
import org.jdbi.v3.core.argument.Argument;

/** How the core's values are written as PostgreSQL's, and read back. */
final class Sql {
  private Sql() {}

  static Argument at(Instant instant) {
    return (position, statement, _) ->
        statement.setObject(position, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  static Argument at(Optional<Instant> instant) {
    return instant.map(Sql::at).orElseGet(Sql::nothing);
  }

  static Argument nothing() {
    return (position, statement, _) -> statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE);
  }

  /** Text from the outside; PostgreSQL's text has no NUL. */
  static Argument text(Optional<String> text) {
    return (position, statement, _) ->
        statement.setString(position, text.map(Sql::storable).orElse(null));
  }

  static Argument text(String text) {
    return text(Optional.of(text));
  }

  static Argument id(Optional<UUID> id) {
    return (position, statement, _) -> statement.setObject(position, id.orElse(null), Types.OTHER);
  }

  static Argument uuids(List<UUID> ids) {
    return array("uuid", ids.toArray());
  }

  static Argument texts(List<Optional<String>> texts) {
    return array(
        "text", texts.stream().map(text -> text.map(Sql::storable).orElse(null)).toArray());
  }

  static Argument strings(Stream<String> texts) {
    return texts(texts.map(Optional::of).toList());
  }

  static Argument instants(List<Instant> instants) {
    return array("timestamptz", instants.stream().map(Instant::toString).toArray());
  }

  static Argument numbers(List<Integer> numbers) {
    return array("integer", numbers.toArray());
  }

  static Argument integer(int number) {
    return (position, statement, _) -> statement.setInt(position, number);
  }

  static Argument number(long number) {
    return (position, statement, _) -> statement.setLong(position, number);
  }

  static Argument number(Optional<Long> number) {
    return (position, statement, _) ->
        statement.setObject(position, number.orElse(null), Types.BIGINT);
  }

  static Argument longs(Collection<Long> numbers) {
    return array("bigint", numbers.toArray());
  }

  static Argument array(String type, Object[] elements) {
    return (position, statement, _) ->
        statement.setArray(position, statement.getConnection().createArrayOf(type, elements));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> instantIfAny(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static Optional<UUID> idIfAny(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class));
  }

  static Optional<String> textIfAny(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static List<String> textList(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /** An address as {@link Address#toString()} wrote it, however odd its domain. */
  static Address address(String text) {
    int at = text.lastIndexOf('@');
    return new Address(text.substring(0, at), Domain.of(text.substring(at + 1)));
  }

  static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
