package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.gatepost.mail.Content;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;
import org.gatepost.mail.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Well-formed mail, made from a seed, is read here as mime4j reads it. */
class Mime4jOracleTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addressListsAreReadAlike(long seed) throws Exception {
    String list = addressList(new Random(seed));
    AddressList theirs = LenientAddressParser.DEFAULT.parseAddressList(list);
    List<NamedAddress> ours = new AddressListParser(1000).parse(list);
    // mime4j takes the quotes off a local part, which no longer is one then.
    assertThat(ours.stream().map(mailbox -> mailbox.address().toString().replace("\"", "")))
        .as(list)
        .containsExactlyElementsOf(
            theirs.flatten().stream().map(mailbox -> mailbox.getAddress()).toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partsAreReadAlike(long seed) throws Exception {
    String text = entity(new Random(seed), 0);
    byte[] octets = ("From: a@x.example\n" + text).replace("\n", "\r\n").getBytes(UTF_8);
    Message message = Messages.of(Content.of(octets));
    ScanningMessageReaderTest.assertCovered(message);
    assertThat(leaves(message.root())).as(text).containsExactlyElementsOf(theirs(octets));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void mutilatedMailIsReadToItsEnd(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] octets =
        ("From: a@x.example\n" + entity(random, 0)).replace("\n", "\r\n").getBytes(UTF_8);
    for (int i = 0; i < 50; i++) {
      byte[] mutilated = mutilated(octets, random);
      switch (new ScanningMessageReader().read(Content.of(mutilated))) {
        case org.gatepost.gate.MessageReader.Reading.Unread unread ->
            assertThat(unread.because()).isNotBlank();
        case org.gatepost.gate.MessageReader.Reading.Read(Message message) -> {
          ScanningMessageReaderTest.assertCovered(message);
          leaves(message.root());
        }
      }
    }
  }

  private static byte[] mutilated(byte[] octets, Random random) {
    byte[] copy = octets.clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      int at = random.nextInt(copy.length);
      switch (random.nextInt(4)) {
        case 0 -> copy[at] = (byte) random.nextInt(256);
        case 1 -> copy[at] = (byte) "\r\n\0:-=;\"<>(".charAt(random.nextInt(11));
        case 2 -> {
          int from = random.nextInt(copy.length);
          int length = Math.min(random.nextInt(60), copy.length - Math.max(from, at));
          System.arraycopy(copy, from, copy, at, length);
        }
        default -> copy = java.util.Arrays.copyOf(copy, at + 1);
      }
    }
    return copy;
  }

  private static List<String> leaves(Part part) throws IOException {
    if (part.children().isEmpty()) {
      return List.of(part.mediaType() + " " + Messages.body(part));
    }
    List<String> leaves = new ArrayList<>();
    for (Part child : part.children()) {
      leaves.addAll(leaves(child));
    }
    return leaves;
  }

  private static List<String> theirs(byte[] octets) throws IOException, MimeException {
    List<String> leaves = new ArrayList<>();
    MimeTokenStream stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
    stream.parse(new ByteArrayInputStream(octets));
    for (EntityState state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      if (state == EntityState.T_BODY) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream in = stream.getDecodedInputStream()) {
          in.transferTo(body);
        }
        leaves.add(stream.getBodyDescriptor().getMimeType() + " " + body.toString(UTF_8));
      }
    }
    return leaves;
  }

  private static String entity(Random random, int depth) {
    int kind = depth > 4 ? 0 : random.nextInt(5);
    if (kind >= 3) {
      String boundary = "b" + depth + "-" + random.nextInt(1000);
      StringBuilder out = new StringBuilder();
      out.append("Content-Type: multipart/").append(one(random, "mixed", "alternative", "related"));
      out.append(one(random, ";", ";\n\t")).append("boundary=");
      out.append(random.nextBoolean() ? boundary : "\"" + boundary + "\"").append("\n\n");
      out.append(one(random, "", "preamble\n", "--not\n\n"));
      for (int i = random.nextInt(4); i >= 0; i--) {
        out.append("--").append(boundary).append(one(random, "", " ")).append('\n');
        out.append(entity(random, depth + 1)).append('\n');
      }
      out.append("--").append(boundary).append("--\n").append(one(random, "", "epilogue\n"));
      return out.toString();
    }
    if (kind == 2) {
      return "Content-Type: message/rfc822\n\nFrom: b@x.example\n" + entity(random, depth + 1);
    }
    String text =
        IntStream.range(0, random.nextInt(5))
            .mapToObj(_ -> one(random, "line\n", "\n", "--\n", "grüße = x\n", "- \t\n", ".\n"))
            .reduce("", String::concat);
    return "Content-Type: "
        + one(random, "text/plain; charset=utf-8", "text/html", "image/png; name=\"a;b.png\"")
        + switch (random.nextInt(3)) {
          case 0 ->
              "\nContent-Transfer-Encoding: base64\n\n"
                  + Base64.getMimeEncoder().encodeToString(text.getBytes(UTF_8)).replace("\r", "");
          case 1 ->
              "\nContent-Transfer-Encoding: quoted-printable\n\n"
                  + QuotedPrintable.encode(text).replace("\r", "");
          default -> one(random, "", "\nContent-Transfer-Encoding: 8bit") + "\n\n" + text;
        };
  }

  private static String addressList(Random random) {
    StringBuilder out = new StringBuilder();
    int count = 1 + random.nextInt(6);
    boolean grouped = false;
    for (int i = 0; i < count; i++) {
      if (!grouped && random.nextInt(6) == 0) {
        out.append(one(random, "Families:", "\"All, of us\": ", "undisclosed-recipients:;, G:"));
        grouped = true;
      }
      out.append(mailbox(random));
      boolean last = i == count - 1;
      if (grouped && (last || random.nextInt(3) == 0)) {
        out.append(';');
        grouped = false;
      }
      out.append(last ? "" : one(random, ",", ", ", ",\t ", " ,"));
    }
    return out.toString();
  }

  private static String mailbox(Random random) {
    String address =
        one(random, "anna", "ben.bell", "o'neil", "c+tag", "d_e-f", "\"g h\"", "\"i,j\"")
            + random.nextInt(100)
            + "@"
            + one(random, "x.example", "mail.y.example", "[192.0.2.1]");
    address = address.replaceAll("\"(\\d+)@", "$1\"@").toLowerCase(Locale.ROOT);
    return switch (random.nextInt(7)) {
      case 0 -> address;
      case 1 -> "<" + address + ">";
      case 2 -> "Anna Bell <" + address + ">";
      case 3 -> "\"Bell, \\\"A\\\" <x>\" <" + address + ">";
      case 4 -> "=?utf-8?Q?Zo=C3=AB?= (at (home)) <" + address + ">";
      case 5 -> address + " (Anna, at home)";
      default -> "\"a@z.example\" <" + address + ">";
    };
  }

  private static String one(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
