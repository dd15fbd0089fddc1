package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gatepost.delivery.Composer.Obstacle;
import org.gatepost.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachedObstaclesTest extends ObstacleTrial {
  /** A file as it would be attached. */
  static final class Attached {
    final String name;
    final byte[] octets;

    Attached(String name, byte[] octets) {
      this.name = name;
      this.octets = octets;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Attached> attachmentsThatNameSomebody() throws IOException {
    byte[] plain = "name,address\nAnna,anna@x.example\n".getBytes(UTF_8);
    byte[] zip = zip("xl/sharedStrings.xml", "<si><t>anna@x.example</t></si>".getBytes(UTF_8));
    byte[] concatenated = concatenated(gzip("x".getBytes(UTF_8)), gzip(plain));
    return Stream.of(
        new Attached("list.csv", plain),
        new Attached("utf16.txt", "\ufeffanna@x.example".getBytes(UTF_16LE)),
        new Attached("octets.bin", "\0\0\u0001\u0016anna@x.example\0bar".getBytes(ISO_8859_1)),
        new Attached("list.xlsx", zip),
        new Attached(
            "runs.docx",
            zip(
                "word/document.xml",
                "<w:p><w:r><w:t>anna</w:t></w:r><w:r><w:t>@x.example</w:t></w:r></w:p>"
                    .getBytes(UTF_8))),
        new Attached("anna@x.example.zip", zip("empty", new byte[0])),
        new Attached("names.zip", zip("anna@x.example.txt", new byte[0])),
        new Attached("list.csv.gz", gzip(plain)),
        new Attached("two.gz", concatenated),
        new Attached("deep.zip", zip("a.zip", zip("b.gz", gzip(plain)))),
        new Attached("behind.zip", concatenated(zip("a", new byte[10]), plain)),
        new Attached(
            "mail.eml",
            ("To: x@y.example\nContent-Transfer-Encoding: base64\n\n" + Messages.base64(plain))
                .getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("attachmentsThatNameSomebody")
  void anAddressInAnAttachmentIsFound(Attached attached) throws IOException {
    assertThat(obstacles(attachment(attached.name, attached.octets)))
        .isNotEmpty()
        .allSatisfy(
            obstacle -> {
              assertThat(obstacle.where()).contains("attachment “" + attached.name + "”");
              assertThat(obstacle.because()).isEqualTo("It names anna@x.example.");
            });
  }

  static Stream<Attached> attachmentsThatCannotBeLookedInto() throws IOException {
    byte[] damaged = zip("a.txt", "some text that is long enough to be packed".getBytes(UTF_8));
    damaged[40] ^= 0x55;
    byte[] locked = zip("a.txt", "text".getBytes(UTF_8));
    locked[6] |= 1;
    byte[] bomb = zip("a.txt", new byte[64 << 20]);
    byte[] deep = "x".getBytes(UTF_8);
    for (int i = 0; i < 5; i++) {
      deep = zip("a.zip", deep);
    }
    return Stream.of(
        new Attached("damaged.zip", damaged),
        new Attached("locked.zip", locked),
        new Attached("bomb.zip", bomb),
        new Attached("bomb.gz", gzip(new byte[64 << 20])),
        new Attached("deep.zip", deep),
        new Attached("sealed.7z", new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c}),
        new Attached("keys.asc", "-----BEGIN PGP MESSAGE-----\n".getBytes(UTF_8)),
        new Attached("mail.p7m", new byte[10]));
  }

  @ParameterizedTest
  @MethodSource("attachmentsThatCannotBeLookedInto")
  void whatCannotBeLookedIntoIsAnObstacle(Attached attached) throws IOException {
    Message message = attachment(attached.name, attached.octets);
    List<Obstacle> obstacles =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> obstacles(message));
    assertThat(obstacles)
        .singleElement()
        .extracting(Obstacle::where)
        .isEqualTo("attachment “" + attached.name + "”");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mutilatedArchivesAreLookedIntoOrSaid(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] text = "some text, again and again, some text".getBytes(UTF_8);
    for (byte[] archive : List.of(zip("a", text), gzip(text), zip("b", gzip(zip("c", text))))) {
      for (int i = 0; i < 100; i++) {
        byte[] mutilated = archive.clone();
        mutilated[4 + random.nextInt(archive.length - 4)] ^= (byte) (1 << random.nextInt(8));
        assertThat(obstacles(attachment("a.zip", mutilated))).hasSizeLessThan(4);
      }
    }
  }

  @Test
  void tooManyFilesInAnArchiveAreAnObstacle() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i <= 10_000; i++) {
        zip.putNextEntry(new ZipEntry("f" + i));
      }
    }
    assertThat(obstacles(attachment("many.zip", out.toByteArray())))
        .singleElement()
        .extracting(Obstacle::because)
        .isEqualTo("Its archives hold more than 10000 files.");
  }

  private static Message attachment(String name, byte[] octets) throws IOException {
    return Messages.of(
        "From: team@city.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
            + "Content-Type: application/octet-stream\n"
            + "Content-Disposition: attachment; filename=\""
            + name
            + "\"\nContent-Transfer-Encoding: base64\n\n"
            + Messages.base64(octets)
            + "\n--b--\n");
  }

  private static byte[] zip(String name, byte[] octets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(octets);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(octets);
    }
    return out.toByteArray();
  }
}
