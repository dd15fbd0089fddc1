package org.gatepost.app.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.mail.Content;
import org.gatepost.mail.Heading;
import org.gatepost.mime.ScanningMessageReader;

/** The date of a unit's first message, read from its header alone. */
final class FirstDate {
  private static final int FIRST_LOOK = 8 << 10;
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int MOST_PACKED = 2;

  private FirstDate() {}

  /** The date; without one the time of the file. */
  static Instant of(MailUnit unit) throws IOException {
    try (Packed outer = unit.open()) {
      Packed packed = outer;
      for (int i = 0; i < MOST_PACKED && kind(packed) == Kind.GZIP; i++) {
        packed = packed.gunzip();
      }
      Optional<Instant> date =
          switch (kind(packed)) {
            case MAILBOX, MESSAGE, UNKNOWN -> header(packed.in());
            case GZIP, ZIP -> Optional.empty();
          };
      return date.isPresent() ? date.get() : timeOf(unit);
    }
  }

  private static Kind kind(Packed packed) throws IOException {
    return Kind.of(packed.peek(Kind.LOOKED_AT));
  }

  private static Instant timeOf(MailUnit unit) throws IOException {
    return switch (unit) {
      case MailUnit.InFile(var path) -> Files.getLastModifiedTime(path).toInstant();
      case MailUnit.InZip(var archive, var member) ->
          Optional.ofNullable(archive.getEntry(member))
              .map(ZipEntry::getTime)
              .map(Instant::ofEpochMilli)
              .orElse(Instant.EPOCH);
      case MailUnit.InStream _ -> Instant.EPOCH;
    };
  }

  private static Optional<Instant> header(InputStream in) throws IOException {
    byte[] octets = in.readNBytes(FIRST_LOOK);
    while (end(octets) < 0 && octets.length < LONGEST_HEADER) {
      byte[] more = in.readNBytes(octets.length);
      if (more.length == 0) {
        break;
      }
      int before = octets.length;
      octets = Arrays.copyOf(octets, before + more.length);
      System.arraycopy(more, 0, octets, before, more.length);
    }
    int start = start(octets);
    int end = end(octets);
    byte[] header =
        Arrays.copyOfRange(octets, start, end < 0 ? octets.length : Math.max(start, end));
    try (Content content = Content.of(header)) {
      return switch (new ScanningMessageReader().read(content)) {
        case Reading.Read(var message) -> message.heading().date();
        case Reading.BeyondLimits(_, var heading) -> heading.flatMap(Heading::date);
        case Reading.NotAMessage _ -> Optional.empty();
      };
    }
  }

  /** Behind the separator of a mailbox. */
  private static int start(byte[] octets) {
    byte[] separator = "From ".getBytes(StandardCharsets.US_ASCII);
    if (!Arrays.equals(octets, 0, Math.min(5, octets.length), separator, 0, 5)) {
      return 0;
    }
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n') {
        return i + 1;
      }
    }
    return octets.length;
  }

  /** Behind the first empty line. */
  private static int end(byte[] octets) {
    for (int i = 1; i < octets.length; i++) {
      boolean empty =
          octets[i - 1] == '\n' || (octets[i - 1] == '\r' && i > 1 && octets[i - 2] == '\n');
      if (octets[i] == '\n' && empty) {
        return i + 1;
      }
    }
    return -1;
  }
}
