package org.gatepost.mime;

import java.io.IOException;
import java.util.Optional;
import org.gatepost.gate.MessageReader;
import org.gatepost.mail.Content;
import org.gatepost.mail.Heading;
import org.gatepost.mail.Message;

/**
 * Reads a message in one pass that keeps no body in memory. Whatever the octets are, it ends with a
 * message or a reason; the time it takes grows with their number and with nothing else.
 */
public final class ScanningMessageReader implements MessageReader {
  @Override
  public Reading read(Content content) throws IOException {
    return switch (StructureScan.scan(content)) {
      case StructureScan.Scanned.Refused(var because) -> new Reading.NotAMessage(because);
      case StructureScan.Scanned.BeyondLimits(var because, var headers) ->
          new Reading.BeyondLimits(because, headers.flatMap(HeadingReading::read));
      case StructureScan.Scanned.Tree(var root) -> {
        Optional<Heading> heading = HeadingReading.read(root.headers());
        yield heading.isPresent()
            ? new Reading.Read(new Message(content, root.headers(), heading.get(), root))
            : new Reading.BeyondLimits(
                "The header names more than " + Limits.ADDRESSES + " addresses.", Optional.empty());
      }
    };
  }
}
