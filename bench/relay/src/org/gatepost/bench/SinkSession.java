package org.gatepost.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/** One connection to the sink. Answers to pipelined commands go out together. */
final class SinkSession {
  private static final byte[] OK = octets("250 2.0.0 Ok");
  private static final byte[] GO_AHEAD = octets("354 End data with <CR><LF>.<CR><LF>");
  private static final byte[] QUEUED = octets("250 2.0.0 Ok: counted");
  private static final byte[] BYE = octets("221 2.0.0 Bye");
  private static final byte[] UNKNOWN = octets("502 5.5.2 Unknown command");
  private static final byte[] EHLO =
      octets(
          """
          250-sink.example\r
          250-PIPELINING\r
          250-SIZE 104857600\r
          250-ENHANCEDSTATUSCODES\r
          250-8BITMIME\r
          250-SMTPUTF8\r
          250-DSN\r
          250 CHUNKING\
          """);

  private enum Mode {
    COMMAND,
    DATA,
    CHUNK
  }

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Sink sink;
  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
  private byte[] buffer = new byte[64 * 1024];
  private ByteBuffer view = ByteBuffer.wrap(buffer);
  private ByteBuffer out = ByteBuffer.allocate(64 * 1024);
  private Mode mode = Mode.COMMAND;
  private boolean nullSender;
  private boolean ending;
  private boolean lastChunk;
  private int chunkLeft;

  /** The first octet not yet dealt with, where to look on, and the end of what has come. */
  private int start;

  private int scanned;
  private int end;

  SinkSession(SocketChannel channel, SelectionKey key, Sink sink) throws IOException {
    this.channel = channel;
    this.key = key;
    this.sink = sink;
    answer(octets("220 sink.example ESMTP"));
    flush();
  }

  void ready() {
    try {
      if (key.isWritable()) {
        flush();
      }
      if (key.isValid() && key.isReadable()) {
        read();
      }
    } catch (IOException gone) {
      close();
    }
  }

  private void read() throws IOException {
    makeRoom();
    view.limit(buffer.length).position(end);
    int count = channel.read(view);
    if (count < 0) {
      close();
      return;
    }
    end += count;
    while (advance()) {
      // Everything that is complete is answered before more is read.
    }
    flush();
  }

  private void makeRoom() {
    if (start == end) {
      scanned -= start;
      start = 0;
      end = 0;
    } else if (end == buffer.length) {
      byte[] roomier = start > buffer.length / 2 ? buffer : new byte[buffer.length * 2];
      System.arraycopy(buffer, start, roomier, 0, end - start);
      scanned -= start;
      end -= start;
      start = 0;
      if (roomier != buffer) {
        buffer = roomier;
        view = ByteBuffer.wrap(buffer);
      }
    }
    scanned = Math.max(scanned, start);
  }

  /** Deals with one command, message or chunk; false when more octets are needed. */
  private boolean advance() throws IOException {
    return switch (mode) {
      case COMMAND -> command();
      case DATA -> data();
      case CHUNK -> chunk();
    };
  }

  private boolean command() throws IOException {
    for (int at = scanned; at < end; at++) {
      if (buffer[at] == '\n') {
        String line = new String(buffer, start, at - start, US_ASCII).strip();
        start = at + 1;
        scanned = start;
        obey(line.toUpperCase(Locale.ROOT));
        return !ending;
      }
    }
    scanned = end;
    return false;
  }

  private void obey(String line) throws IOException {
    String verb = line.split(" ", 2)[0];
    switch (verb) {
      case "EHLO" -> answer(EHLO);
      case "HELO", "RCPT", "NOOP" -> answer(OK);
      case "MAIL" -> {
        nullSender = line.contains("FROM:<>");
        chunks.reset();
        answer(OK);
      }
      case "RSET" -> {
        chunks.reset();
        answer(OK);
      }
      case "DATA" -> {
        mode = Mode.DATA;
        answer(GO_AHEAD);
      }
      case "BDAT" -> {
        String[] words = line.split(" +");
        chunkLeft = Integer.parseInt(words[1]);
        lastChunk = words.length > 2;
        mode = Mode.CHUNK;
      }
      case "QUIT" -> {
        answer(BYE);
        ending = true;
      }
      default -> answer(UNKNOWN);
    }
  }

  /** The load's text has no line that begins with a dot: nothing is to be unstuffed. */
  private boolean data() throws IOException {
    for (int at = scanned; at + 4 < end; at++) {
      if (buffer[at] == '\r'
          && buffer[at + 1] == '\n'
          && buffer[at + 2] == '.'
          && buffer[at + 3] == '\r'
          && buffer[at + 4] == '\n') {
        sink.arrived(nullSender, buffer, start, at + 2);
        start = at + 5;
        scanned = start;
        mode = Mode.COMMAND;
        answer(QUEUED);
        return true;
      }
    }
    scanned = Math.max(start, end - 4);
    return false;
  }

  private boolean chunk() throws IOException {
    int taken = Math.min(chunkLeft, end - start);
    chunks.write(buffer, start, taken);
    start += taken;
    scanned = start;
    chunkLeft -= taken;
    if (chunkLeft > 0) {
      return false;
    }
    mode = Mode.COMMAND;
    if (lastChunk) {
      byte[] message = chunks.toByteArray();
      sink.arrived(nullSender, message, 0, message.length);
      chunks.reset();
      answer(QUEUED);
    } else {
      answer(OK);
    }
    return true;
  }

  private void answer(byte[] octets) throws IOException {
    if (out.remaining() < octets.length) {
      out = ByteBuffer.allocate(out.capacity() * 2).put(out.flip());
    }
    out.put(octets);
  }

  private void flush() throws IOException {
    out.flip();
    if (out.hasRemaining()) {
      channel.write(out);
    }
    boolean left = out.hasRemaining();
    out.compact();
    if (ending && !left) {
      close();
      return;
    }
    int wanted = left ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  private void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException gone) {
      System.err.println("bench: closing a connection of the sink: " + gone.getMessage());
    }
  }

  private static byte[] octets(String reply) {
    byte[] line = reply.getBytes(US_ASCII);
    byte[] ended = Arrays.copyOf(line, line.length + 2);
    ended[line.length] = '\r';
    ended[line.length + 1] = '\n';
    return ended;
  }
}
