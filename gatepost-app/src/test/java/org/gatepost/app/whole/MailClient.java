package org.gatepost.app.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that people and scripts send mail with, told to send one message. */
enum MailClient {
  SWAKS {
    @Override
    List<String> command(Letterbox box, Path message) {
      List<String> command =
          words("swaks", "--server", "127.0.0.1", "--port", box.portText(), "--protocol", "ESMTP");
      command.addAll(List.of("--from", box.from(), "--to", String.join(",", box.to())));
      command.addAll(List.of("--timeout", "30", "--data", "@" + message));
      return command;
    }
  },
  CURL {
    @Override
    List<String> command(Letterbox box, Path message) {
      List<String> command = words("curl", "--silent", "--show-error", "--max-time", "60");
      command.addAll(List.of("--url", "smtp://127.0.0.1:" + box.port() + "/client.city.example"));
      command.addAll(List.of("--mail-from", box.from(), "--upload-file", message.toString()));
      box.to().forEach(to -> command.addAll(List.of("--mail-rcpt", to)));
      return command;
    }
  },
  SMTPLIB {
    @Override
    List<String> command(Letterbox box, Path message) {
      String script =
          """
          import smtplib, sys
          port, file, sender, *to = sys.argv[1:]
          with smtplib.SMTP('127.0.0.1', int(port), timeout=60) as server:
              server.sendmail(sender, to, open(file, 'rb').read(), ['BODY=8BITMIME'])
          """;
      List<String> command = words("python3", "-c", script, box.portText(), message.toString());
      command.add(box.from());
      command.addAll(box.to());
      return command;
    }
  },
  MSMTP {
    @Override
    List<String> command(Letterbox box, Path message) {
      List<String> command = words("msmtp", "--file=/dev/null", "--host=127.0.0.1");
      command.addAll(List.of("--port=" + box.port(), "--tls=off", "--auth=off", "--timeout=60"));
      command.add("--from=" + box.from());
      command.add("--");
      command.addAll(box.to());
      return command;
    }
  },
  S_NAIL {
    @Override
    List<String> command(Letterbox box, Path message) {
      List<String> command = words("s-nail", "-:/", "-S", "v15-compat");
      command.addAll(List.of("-S", "mta=smtp://127.0.0.1:" + box.port()));
      command.addAll(List.of("-S", "smtp-auth=none", "-S", "ttycharset=utf-8"));
      command.addAll(List.of("-S", "hostname=client.city.example", "-r", box.from()));
      command.addAll(List.of("-s", "Grüße aus dem Rathaus", "-a", message.toString()));
      command.addAll(box.to());
      return command;
    }
  };

  /** Where a client sends what to whom. */
  record Letterbox(int port, String from, List<String> to) {
    String portText() {
      return Integer.toString(port);
    }
  }

  /** The command line; the message is also its standard input. */
  abstract List<String> command(Letterbox box, Path message);

  /**
   * Sends the message and waits until the program has ended.
   *
   * @throws AssertionError when the program says that it failed
   */
  void send(Letterbox box, byte[] content) throws IOException, InterruptedException {
    Path said = Files.createTempFile("client", ".log");
    Path message = Files.write(Files.createTempFile("letter", ".eml"), asKept(content));
    Process process =
        new ProcessBuilder(command(box, message))
            .redirectInput(message.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String text = Files.readString(said, StandardCharsets.ISO_8859_1);
    Files.delete(said);
    Files.delete(message);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(name() + " failed: " + text);
    }
  }

  /** Files have the line ends of the system for programs that add CR themselves. */
  private byte[] asKept(byte[] content) {
    return this == S_NAIL
        ? new Octets(content).text().replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1)
        : content;
  }

  private static List<String> words(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Peers.program(program));
    command.addAll(List.of(arguments));
    return command;
  }
}
