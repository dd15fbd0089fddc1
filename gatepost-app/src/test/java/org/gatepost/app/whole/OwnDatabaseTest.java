package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gatepost.mail.IdentitySource;
import org.gatepost.store.DataFolder;
import org.gatepost.store.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With {@code database.url} everything is in that PostgreSQL, and no server runs of our own. */
@Tag("peers")
class OwnDatabaseTest {
  private static final int SERVICE_DOWN = 69;
  private static final int BAD_CONFIGURATION = 78;
  private static final List<String> PEOPLE =
      IntStream.range(0, 12).mapToObj(i -> "family" + i + "@home" + i + ".example").toList();

  private Path home;
  private EmbeddedPostgres server;

  /** Somebody else's server: it listens on loopback and asks for a password (SCRAM). */
  @BeforeEach
  void startServer() throws Exception {
    home = Folders.temporary("gpo");
    server =
        EmbeddedPostgres.start(
            DataFolder.at(home.resolve("server")),
            new IdentitySource(InstantSource.system(), new SecureRandom()),
            _ -> {});
  }

  @AfterEach
  void stopServer() throws Exception {
    server.close();
    Folders.delete(home);
  }

  @Test
  void heldMailIsThereAfterARestartAndTheDataFolderHasNoDatabase() throws Exception {
    Path password = Files.writeString(home.resolve("password"), server.access().password() + "\n");
    Path data = home.resolve("data");
    try (RecordingSink sink = RecordingSink.open()) {
      String[] settings = settings(sink, "database.password-file=" + password);
      Notice notice;
      try (GatepostProcess gatepost = GatepostProcess.start(data, settings)) {
        assertThat(RawSmtp.send(gatepost.smtp(), "clerk@city.example", PEOPLE, open()))
            .startsWith("250")
            .contains("held as");
        notice = new Notice(sink.awaitOne(arrival -> Notice.isAbout(arrival, "Elsewhere")));
        assertThat(gatepost.database()).isEmpty();
        assertThat(gatepost.terminate()).isZero();
      }
      assertThat(data.resolve("postgres")).doesNotExist();
      assertThat(data.resolve("keys")).isDirectory();
      try (GatepostProcess gatepost = GatepostProcess.start(data, settings);
          HttpClient http = HttpClient.newHttpClient()) {
        String path = URI.create(notice.link()).getPath();
        HttpResponse<String> page =
            http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatepost.http() + path))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Elsewhere");
        assertThat(gatepost.log()).doesNotContain(server.access().password());
      }
    }
  }

  @Test
  void aWrongPasswordIsSaidAndNothingIsTaken() throws Exception {
    Path password = Files.writeString(home.resolve("password"), "not-the-password\n");
    try (RecordingSink sink = RecordingSink.open();
        GatepostProcess gatepost =
            GatepostProcess.launch(
                home.resolve("data"), settings(sink, "database.password-file=" + password))) {
      assertThat(gatepost.awaitExit()).isEqualTo(SERVICE_DOWN);
      assertThat(gatepost.output()).isEmpty();
      assertThat(gatepost.log()).contains("password").doesNotContain("not-the-password");
    }
  }

  /** Its tables are there, and one of them does not answer: nothing of ours is at fault. */
  @Test
  void aDatabaseThatDoesNotAnswerAtTheStartIsAServiceThatIsDown() throws Exception {
    Path password = Files.writeString(home.resolve("password"), server.access().password() + "\n");
    Path data = home.resolve("data");
    try (RecordingSink sink = RecordingSink.open()) {
      String[] settings = settings(sink, "database.password-file=" + password);
      try (GatepostProcess gatepost = GatepostProcess.start(data, settings)) {
        assertThat(gatepost.terminate()).isZero();
      }
      EmbeddedPostgres.Access access = server.access();
      String url = "jdbc:postgresql://127.0.0.1:" + access.port() + "/" + access.database();
      try (Connection other = DriverManager.getConnection(url, access.user(), access.password());
          Statement statement = other.createStatement()) {
        statement.execute("ALTER ROLE CURRENT_USER SET statement_timeout = '3s'");
        other.setAutoCommit(false);
        statement.execute("LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE");
        try (GatepostProcess gatepost = GatepostProcess.launch(data, settings)) {
          assertThat(gatepost.awaitExit()).isEqualTo(SERVICE_DOWN);
          assertThat(gatepost.log()).contains("gatepost: The database").doesNotContain("fault");
        }
        other.rollback();
      }
    }
  }

  @Test
  void aPasswordInTheConfigurationItselfIsRefused() throws Exception {
    try (RecordingSink sink = RecordingSink.open();
        GatepostProcess gatepost =
            GatepostProcess.launch(
                home.resolve("data"), settings(sink, "database.password=secret"))) {
      assertThat(gatepost.awaitExit()).isEqualTo(BAD_CONFIGURATION);
      assertThat(gatepost.log()).contains("database.password", "secrets stand in a file");
    }
  }

  private String[] settings(RecordingSink sink, String secret) {
    EmbeddedPostgres.Access access = server.access();
    List<String> settings = new ArrayList<>();
    settings.add("organisation.domains=city.example");
    settings.add("next-hop=smtp://127.0.0.1:" + sink.port());
    settings.add(
        "database.url=jdbc:postgresql://127.0.0.1:" + access.port() + "/" + access.database());
    settings.add("database.user=" + access.user());
    settings.add(secret);
    return settings.toArray(String[]::new);
  }

  private static byte[] open() {
    return Octets.of(
            """
            From: <clerk@city.example>
            Cc: %s
            Message-ID: <elsewhere@city.example>
            Subject: Elsewhere

            Hello.
            """
                .formatted(String.join(", ", PEOPLE)))
        .bytes();
  }
}
