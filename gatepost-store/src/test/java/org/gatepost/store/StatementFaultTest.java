package org.gatepost.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.gatepost.mail.Address;
import org.gatepost.store.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A statement that fails says nothing of whom it was about. */
class StatementFaultTest {
  private static final Address SOMEBODY = Address.of("hanna.weber@city.example");

  @Test
  void whatWasBoundIsNotInTheMessage() {
    Throwable refused = catchThrowable(() -> SharedStore.store().spool().ownedBy(SOMEBODY, -1));

    assertThat(words(refused)).contains("LIMIT must not be negative").doesNotContain("hanna.weber");
  }

  @Test
  void theRowThatTheServerRefusesIsNotInTheMessage() throws Exception {
    EmbeddedPostgres.Access access = EmbeddedPostgres.running(SharedStore.folder()).orElseThrow();
    PGSimpleDataSource source = Store.local(access);
    Store.tune(source);

    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO covered (join_key, address, hold) VALUES ('x', ?, NULL)")) {
      insert.setString(1, SOMEBODY.toString());
      SQLException refused = (SQLException) catchThrowable(insert::executeUpdate);

      assertThat(refused.getSQLState()).isEqualTo("23502");
      assertThat(words(refused)).doesNotContain("hanna.weber");
    }
  }

  private static String words(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
