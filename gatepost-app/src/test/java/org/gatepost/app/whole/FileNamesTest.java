package org.gatepost.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files have the names that people give them, also where no locale is set, as under cron. */
@Tag("peers")
class FileNamesTest {
  private Path home;

  @BeforeEach
  void makeHome() throws Exception {
    home = Folders.temporary("gpl");
  }

  @AfterEach
  void deleteHome() throws Exception {
    Folders.delete(home);
  }

  /** The shell makes the names, octet by octet; the last one is no UTF-8, and cannot be found. */
  @Test
  void umlautsAndBlanksAreReadWithoutALocale() throws Exception {
    String script =
        """
        for name in $'Gr\\xc3\\xbc\\xc3\\x9fe an alle.eml' $'gr\\xfc.eml'; do
          printf 'From: a@city.example\\nTo: b@city.example\\n\\nHello\\n' >"$name"
        done
        "$1" check *.eml
        echo "status $?"
        """;
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash", "-c", script, "bash", GatepostProcess.ROOT.resolve("gatepost").toString())
            .directory(home.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process check = builder.start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).isZero();
    assertThat(said).contains("DELIVER  Grüße an alle.eml", "there is no such file", "status 2");
  }
}
