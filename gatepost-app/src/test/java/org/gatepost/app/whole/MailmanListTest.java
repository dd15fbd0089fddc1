package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.gatepost.directory.MailmanServer;
import org.gatepost.directory.SlapdServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A public list that nobody but Mailman knows of, and what is left when Mailman is down. */
@Tag("peers")
class MailmanListTest {
  private static final String LIST = "hedges@lists.council.example";
  private static final String CLOSED = "wardens@lists.council.example";
  private static final String IDA = "ida@council.example";

  private Path home;
  private MailmanServer mailman;
  private RecordingSink sink;
  private final List<String> settings = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    home = Folders.temporary("gpm");
    mailman = MailmanServer.start(Files.createDirectory(home.resolve("mailman")));
    mailman.list(LIST, "public", "Hedges and trees");
    mailman.list(CLOSED, "private", "Wardens");
    mailman.subscribe("jo@home.example", LIST);
    mailman.subscribe("al@home.example", LIST);
    sink = RecordingSink.open();
    Path password = Files.writeString(home.resolve("password"), MailmanServer.PASSWORD + "\n");
    settings.addAll(
        List.of(
            "organisation.domains=council.example",
            "next-hop=smtp://127.0.0.1:" + sink.port(),
            "directory.mailman.url=" + mailman.url(),
            "directory.mailman.user=" + MailmanServer.USER,
            "directory.mailman.password-file=" + password));
  }

  @AfterEach
  void stop() throws Exception {
    mailman.close();
    sink.close();
    Folders.delete(home);
  }

  @Test
  void aListKnownFromMailmanAloneIsHeldAndStillIsWhenMailmanIsGone() throws Exception {
    Path data = home.resolve("data");
    try (GatepostProcess gatepost = serve(data)) {
      assertThat(submit(gatepost, LIST)).contains("held as");
      assertThat(submit(gatepost, CLOSED)).startsWith("250").doesNotContain("held as");
      assertThat(gatepost.log()).contains("directory.mailman: read, 2 addresses");
      Notice notice = new Notice(sink.awaitOne(arrival -> Notice.isAbout(arrival, "Trees")));
      assertThat(notice.text())
          .contains(LIST + " is a public mailing list. Its 2 members, and anybody else");
      Path copy = data.resolve("directory/mailman.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
          .isEqualTo("rw-------");
    }
    mailman.close();
    try (GatepostProcess gatepost = serve(data)) {
      assertThat(gatepost.log())
          .contains("directory.mailman could not be used")
          .contains("The last known copy, ");
      assertThat(submit(gatepost, LIST)).contains("held as");
    }
    Path message = Files.writeString(home.resolve("message.eml"), message(LIST));
    Run byTheCopy = check(message, "--data", data.toString());
    assertThat(byTheCopy.status()).as(byTheCopy.said()).isEqualTo(1);
    assertThat(byTheCopy.said()).contains("The last known copy");
    Run blind = check(message);
    assertThat(blind.status()).as(blind.said()).isEqualTo(69);
    assertThat(blind.said()).contains("directory.mailman cannot be read");
  }

  @Test
  void aFirstStartWithoutMailmanIsRefusedInOneLine() throws Exception {
    mailman.close();
    try (GatepostProcess gatepost =
        GatepostProcess.launch(home.resolve("data"), settings.toArray(String[]::new))) {
      assertThat(gatepost.awaitExit()).isEqualTo(69);
      assertThat(gatepost.log().lines().filter(line -> line.startsWith("gatepost: ")))
          .singleElement()
          .asString()
          .contains("directory.mailman cannot be read")
          .contains("there is no earlier copy");
      assertThat(gatepost.output()).isEmpty();
    }
  }

  @Test
  void aGroupInLdapIsCountedAndAWrongPasswordRefused() throws Exception {
    Path folder = Files.createDirectory(home.resolve("slapd"));
    String desk =
        """
        dn: cn=hedges desk,%1$s
        objectClass: organizationalRole
        objectClass: extensibleObject
        cn: Hedges desk
        mail: hedges@council.example

        """
            .formatted(SlapdServer.BASE);
    Path password = Files.writeString(home.resolve("ldap"), SlapdServer.PASSWORD + "\n");
    try (SlapdServer slapd = SlapdServer.start(folder, desk, "IP:127.0.0.1")) {
      settings.addAll(
          List.of(
              "directory.ldap.url=ldap://127.0.0.1:" + slapd.port(),
              "directory.ldap.bind-dn=" + SlapdServer.ADMIN,
              "directory.ldap.password-file=" + password,
              "directory.ldap.base=" + SlapdServer.BASE));
      try (GatepostProcess gatepost = serve(home.resolve("data"))) {
        assertThat(submit(gatepost, LIST)).contains("held as");
        Notice notice = new Notice(sink.awaitOne(arrival -> Notice.isAbout(arrival, "Trees")));
        assertThat(notice.text()).contains("You most likely meant hedges@council.example");
      }
      Files.writeString(password, "wrong\n");
      Run wrong = check(Files.writeString(home.resolve("message.eml"), message(LIST)));
      assertThat(wrong.status()).as(wrong.said()).isEqualTo(69);
      assertThat(wrong.said()).contains("directory.ldap cannot be read (invalid credentials");
    }
  }

  private GatepostProcess serve(Path data) throws Exception {
    return GatepostProcess.start(data, settings.toArray(String[]::new));
  }

  private static String submit(GatepostProcess gatepost, String list) throws Exception {
    return RawSmtp.send(
        gatepost.smtp(), IDA, List.of(list), message(list).getBytes(StandardCharsets.UTF_8));
  }

  private static String message(String list) {
    return """
    From: Ida Oak <ida@council.example>
    To: %s
    Subject: Trees
    Message-ID: <trees@council.example>

    About the ash at 4 Mill Lane.
    """
        .formatted(list)
        .replace("\n", "\r\n");
  }

  private record Run(int status, String said) {}

  private Run check(Path message, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(GatepostProcess.ROOT.resolve("gatepost").toString(), "check"));
    command.addAll(List.of(more));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    command.add(message.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), said);
  }
}
