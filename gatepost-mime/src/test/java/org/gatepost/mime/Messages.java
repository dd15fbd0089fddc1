package org.gatepost.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Objects;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.mail.Content;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;

/** Messages for tests. */
final class Messages {
  private Messages() {}

  /** Reads a message written with LF; it is taken with CRLF. */
  static Message of(String text) throws IOException {
    return of(Content.of(text.replace("\n", "\r\n").getBytes(UTF_8)));
  }

  static Message of(Content content) throws IOException {
    return switch (new ScanningMessageReader().read(content)) {
      case Reading.Read(Message message) -> message;
      case Reading.Unread unread -> throw new AssertionError(unread.because());
    };
  }

  /** A file of the cases, with CRLF. */
  static Message ofCase(String path) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Messages.class.getResourceAsStream("/cases/" + path), path)) {
      return of(new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n"));
    }
  }

  static String text(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toString(UTF_8);
  }

  static String body(Part part) throws IOException {
    try (InputStream in = part.body().open()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  static String base64(byte[] octets) {
    return Base64.getMimeEncoder().encodeToString(octets).replace("\r\n", "\n");
  }
}
