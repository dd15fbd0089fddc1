package org.gatepost.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gatepost.mail.Content;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Wire;

/** Sends the content of one message and says exactly how far it came. */
final class ContentSender {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /** How it ended. */
  sealed interface Outcome {
    /**
     * The next hop answered.
     *
     * @param ready true when the connection can go on
     */
    record Done(SmtpReply reply, boolean ready) implements Outcome {}

    /** It was gone before the content began. */
    record NotBegun(String cause) implements Outcome {}

    /** It broke before the end of the content was handed to the network. */
    record Broken(String cause) implements Outcome {}

    /** All of it went out, and nothing came back that is an answer. */
    record Unanswered(String cause) implements Outcome {}
  }

  private final HopConnection connection;
  private final Wire wire;
  private final NextHopSettings settings;

  ContentSender(HopConnection connection, NextHopSettings settings) {
    this.connection = connection;
    this.wire = connection.wire();
    this.settings = settings;
  }

  Outcome send(byte[] trace, Content content) {
    boolean canChunk = connection.offered().capabilities().chunking();
    boolean chunk;
    try {
      // DATA cannot carry a last line without its end.
      chunk = canChunk && (settings.chunking() || !endsInLineEnd(content));
    } catch (IOException unreadable) {
      return new Outcome.Broken("The content could not be read");
    }
    if (chunk) {
      long size = trace.length + content.size();
      wire.append("BDAT " + size + " LAST\r\n");
    } else {
      try {
        wire.append("DATA\r\n");
        connection.flush(settings.timeouts().dataBlock());
        SmtpReply reply = connection.read(settings.timeouts().dataBegin());
        if (reply.code() == 421) {
          return new Outcome.NotBegun(reply.toString());
        }
        if (reply.isPositive() && reply.code() != 354) {
          return new Outcome.Broken("DATA was answered with " + reply.code());
        }
        if (reply.code() != 354) {
          return new Outcome.Done(reply, true);
        }
      } catch (SocketTimeoutException slow) {
        return new Outcome.Broken("The next hop did not answer DATA in time");
      } catch (IOException gone) {
        return new Outcome.NotBegun("The next hop was gone before DATA");
      }
    }
    return write(trace, content, !chunk);
  }

  private Outcome write(byte[] trace, Content content, boolean dots) {
    ContentWriter out = new ContentWriter(wire, dots, settings.timeouts().dataBlock());
    try {
      out.write(trace, 0, trace.length);
      content.writeTo(out);
      out.finish();
    } catch (IOException broken) {
      // What was not handed over completely has no end of data in it.
      return out.isBroken() ? lastWords() : new Outcome.Broken("The content could not be read");
    }
    return answer();
  }

  private Outcome answer() {
    try {
      SmtpReply reply = connection.read(settings.timeouts().dataEnd());
      if (reply.code() / 100 == 3) {
        return new Outcome.Unanswered("The end of data was answered with " + reply.code());
      }
      return new Outcome.Done(reply, reply.code() != 421);
    } catch (ProtocolException garbage) {
      return new Outcome.Unanswered("The end of data was answered with no SMTP reply");
    } catch (IOException gone) {
      return new Outcome.Unanswered("No answer came to the end of data");
    }
  }

  /** A next hop that closes in the middle has often said why. */
  private Outcome lastWords() {
    try {
      SmtpReply reply = connection.read(LAST_WORDS);
      if (reply.isTransient() || reply.isPermanent()) {
        return new Outcome.Done(reply, false);
      }
      return new Outcome.Broken("The connection broke in the middle of the content");
    } catch (IOException gone) {
      return new Outcome.Broken("The connection broke in the middle of the content");
    }
  }

  private static boolean endsInLineEnd(Content content) throws IOException {
    long size = content.size();
    if (size < 2) {
      return size == 0;
    }
    try (InputStream end = content.open(size - 2, size)) {
      return new String(end.readNBytes(2), StandardCharsets.ISO_8859_1).equals("\r\n");
    }
  }

  /** True when the content holds octets above 127. */
  static boolean isEightBit(Content content) throws IOException {
    boolean[] found = new boolean[1];
    content.writeTo(
        new OutputStream() {
          @Override
          public void write(int octet) {
            found[0] |= octet > 0x7f;
          }

          @Override
          public void write(byte[] octets, int from, int length) {
            int all = 0;
            for (int i = from; i < from + length; i++) {
              all |= octets[i];
            }
            found[0] |= all < 0;
          }
        });
    return found[0];
  }
}
