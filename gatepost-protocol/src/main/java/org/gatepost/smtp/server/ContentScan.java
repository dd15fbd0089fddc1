package org.gatepost.smtp.server;

import java.io.IOException;
import java.util.Optional;
import org.gatepost.mail.Content;
import org.gatepost.smtp.server.SmtpSettings.LineEnds;
import org.jspecify.annotations.Nullable;

/**
 * Content on its way in, however it is framed: line ends and octets are checked, the header is
 * measured, and what is good goes to the sink. After the first fault nothing more is kept, but
 * everything is still read.
 */
final class ContentScan implements AutoCloseable {
  private static final byte[] CRLF = {'\r', '\n'};

  private final ContentSink sink;
  private final HeaderScan header;
  private final long largest;
  private final boolean strict;
  private @Nullable ContentFault fault;
  private boolean eightBit;

  ContentScan(ContentSink sink, SmtpSettings settings, long largest) {
    this.sink = sink;
    this.header = new HeaderScan(settings.limits());
    this.largest = largest;
    this.strict = settings.lineEnds() == LineEnds.STRICT;
  }

  boolean normalises() {
    return !strict;
  }

  void eightBit() {
    eightBit = true;
  }

  boolean isEightBit() {
    return eightBit;
  }

  /** Notes the first thing that is wrong, unless a worse one follows. */
  void fail(ContentFault found) {
    if (fault == null || (found.isDisputed() && !fault.isDisputed())) {
      fault = found;
      sink.discard();
    }
  }

  Optional<ContentFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Takes octets that are content. */
  void write(byte[] octets, int from, int to) {
    if (fault != null || from == to) {
      return;
    }
    if (sink.size() + (to - from) > largest) {
      fail(ContentFault.TOO_LARGE);
      return;
    }
    header.scan(octets, from, to).ifPresent(this::fail);
    if (fault != null) {
      return;
    }
    try {
      sink.write(octets, from, to);
    } catch (IOException full) {
      fail(ContentFault.NO_STORAGE);
    }
  }

  void writeLineEnd() {
    write(CRLF, 0, 2);
  }

  /** The content; only when there was no fault. */
  Content finish() {
    return sink.finish();
  }

  @Override
  public void close() {
    sink.discard();
  }
}
