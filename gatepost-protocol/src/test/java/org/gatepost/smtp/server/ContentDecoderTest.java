package org.gatepost.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.gatepost.mail.Content;
import org.gatepost.smtp.server.SmtpSettings.Access;
import org.gatepost.smtp.server.SmtpSettings.Limits;
import org.gatepost.smtp.server.SmtpSettings.LineEnds;
import org.gatepost.smtp.server.SmtpSettings.Storage;
import org.gatepost.smtp.server.SmtpSettings.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoder against a slow and obvious one, however the octets are cut into pieces. */
class ContentDecoderTest {
  private static final String ALPHABET = "\r\n.a";

  @TempDir Path folder;

  @Test
  void howTheOctetsAreCutMakesNoDifference() throws IOException {
    Random random = new Random(20261122);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(14);
      for (int i = 0; i < length; i++) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String wire = text + "\r\n.\r\n";
      LineEnds lineEnds = random.nextBoolean() ? LineEnds.STRICT : LineEnds.NORMALISE;
      assertThat(decode(wire, lineEnds, random))
          .as(wire.replace("\r", "\\r").replace("\n", "\\n") + " " + lineEnds)
          .isEqualTo(plainly(wire, lineEnds));
    }
  }

  private String decode(String wire, LineEnds lineEnds, Random random) throws IOException {
    ContentStore store = new ContentStore(Storage.in(folder));
    byte[] octets = wire.getBytes(StandardCharsets.ISO_8859_1);
    try (ContentScan scan = new ContentScan(store.begin(0), settings(lineEnds), 1000)) {
      ContentDecoder decoder = ContentDecoder.ofData(scan);
      int at = 0;
      while (!decoder.hasEnded()) {
        int end = Math.min(octets.length, at + 1 + random.nextInt(4));
        at += decoder.decode(octets, at, end);
      }
      if (scan.fault().isPresent()) {
        return "refused " + at;
      }
      try (Content content = scan.finish()) {
        return new String(content.open().readAllBytes(), StandardCharsets.ISO_8859_1) + at;
      }
    }
  }

  /** Finds the end first, then splits into lines, then takes dots away. */
  private static String plainly(String wire, LineEnds lineEnds) {
    String all = "\r\n" + wire;
    int end = all.indexOf("\r\n.\r\n");
    int used = end + 5 - 2;
    String content = all.substring(2, Math.max(2, end + 2));
    boolean lone = content.replace("\r\n", "").matches("(?s).*[\r\n].*");
    if (lone && lineEnds == LineEnds.STRICT) {
      return "refused " + used;
    }
    String normal = content.replaceAll("\r\n|\r|\n", "\r\n");
    StringBuilder plain = new StringBuilder();
    for (String line : normal.split("(?<=\r\n)", -1)) {
      plain.append(line.startsWith(".") ? line.substring(1) : line);
    }
    return plain.toString() + used;
  }

  private SmtpSettings settings(LineEnds lineEnds) {
    return new SmtpSettings(
        "gate.city.example",
        List.of(new SmtpSettings.Endpoint(new InetSocketAddress(0), false)),
        Access.loopbackOnly(),
        Limits.defaults(),
        Timeouts.defaults(),
        lineEnds,
        Storage.in(folder));
  }
}
