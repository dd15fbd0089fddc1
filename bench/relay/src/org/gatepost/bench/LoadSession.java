package org.gatepost.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** One connection of the load. MAIL, RCPT and DATA travel together (RFC 2920). */
final class LoadSession {
  private enum State {
    GREETING,
    EHLO,
    READY,
    ENVELOPE,
    CONTENT,
    QUIT,
    ENDED
  }

  private final InetSocketAddress server;
  private final Selector selector;
  private final Load load;
  private final Letter letter;
  private final ByteBuffer in = ByteBuffer.allocateDirect(8 * 1024);
  private final byte[] line = new byte[1000];
  private final ByteBuffer envelope;
  private final ByteBuffer content;
  private SocketChannel channel;
  private SelectionKey key;
  private State state = State.GREETING;
  private ByteBuffer writing;
  private int length;
  private boolean pipelining;
  private int answers;
  private boolean refused;
  private String refusal = "";
  private long number;

  /** Messages that this very connection has had answered. */
  private int done;

  private LoadSession(InetSocketAddress server, Selector selector, Load load, Letter letter)
      throws IOException {
    this.server = server;
    this.selector = selector;
    this.load = load;
    this.letter = letter;
    this.content = letter.room();
    this.envelope =
        direct(
            "MAIL FROM:<%s> SIZE=%d\r\nRCPT TO:<%s>\r\nDATA\r\n"
                .formatted(Letter.SENDER, letter.size(), Letter.RECIPIENT));
    connect();
  }

  static LoadSession open(InetSocketAddress server, Selector selector, Load load, Letter letter)
      throws IOException {
    return new LoadSession(server, selector, load, letter);
  }

  private void connect() throws IOException {
    channel = SocketChannel.open(server);
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    key = channel.register(selector, SelectionKey.OP_READ);
    key.attach(this);
    writing = envelope.duplicate().position(envelope.limit());
    state = State.GREETING;
    done = 0;
  }

  /** Sends the first message. */
  void begin() {
    try {
      next();
    } catch (IOException gone) {
      broke("connection lost: " + gone.getMessage());
    }
  }

  void ready() {
    try {
      if (key.isWritable()) {
        flush();
      }
      if (key.isReadable()) {
        read();
      }
    } catch (IOException gone) {
      broke("connection lost: " + gone.getMessage());
    }
  }

  private void read() throws IOException {
    if (channel.read(in) < 0) {
      if (state == State.QUIT) {
        ended();
      } else {
        broke("the server ended the connection; its last words: " + lastLine());
      }
      return;
    }
    in.flip();
    SocketChannel same = channel;
    while (in.hasRemaining() && state != State.ENDED && channel == same) {
      byte octet = in.get();
      if (octet != '\n') {
        if (length < line.length) {
          line[length++] = octet;
        }
      } else {
        if (length > 3 && line[3] == '-') {
          extension();
        } else {
          answer();
        }
        length = 0;
      }
    }
    in.clear();
  }

  private void extension() {
    if (state == State.EHLO) {
      pipelining |= lastLine().toUpperCase(Locale.ROOT).startsWith("PIPELINING", 4);
    }
  }

  private void answer() throws IOException {
    switch (state) {
      case GREETING -> {
        expect('2');
        state = State.EHLO;
        write(direct("EHLO load.example\r\n"));
      }
      case EHLO -> {
        expect('2');
        extension();
        if (!pipelining) {
          throw new IOException("the server does not offer PIPELINING");
        }
        if (number == 0) {
          state = State.READY;
          load.greeted();
        } else {
          say();
        }
      }
      case ENVELOPE -> {
        answers++;
        envelopeAnswer();
      }
      case CONTENT -> {
        boolean positive = line[0] == '2';
        load.answered(number, positive, positive ? "" : lastLine());
        done++;
        next();
      }
      case QUIT -> ended();
      case READY, ENDED -> throw new IOException("an answer to nothing: " + lastLine());
    }
  }

  private void envelopeAnswer() throws IOException {
    if (answers == 1 && done > 0 && lastLine().startsWith("421")) {
      // A server may bound what one connection sends; clients come again, with the same message.
      load.reconnected();
      close();
      connect();
    } else if (answers < 3) {
      if (line[0] != '2') {
        refused = true;
        refusal = lastLine();
      }
    } else if (line[0] == '3') {
      if (refused) {
        throw new IOException("DATA was taken after a refusal: " + refusal);
      }
      state = State.CONTENT;
      write(content.position(0));
    } else {
      load.answered(number, false, refused ? refusal : lastLine());
      next();
    }
  }

  private void next() throws IOException {
    if (!load.more()) {
      state = State.QUIT;
      write(direct("QUIT\r\n"));
      return;
    }
    number = load.depart();
    letter.number(content, number);
    say();
  }

  private void say() throws IOException {
    answers = 0;
    refused = false;
    state = State.ENVELOPE;
    write(envelope.position(0));
  }

  private void write(ByteBuffer octets) throws IOException {
    writing = octets;
    flush();
  }

  private void flush() throws IOException {
    if (writing.hasRemaining()) {
      channel.write(writing);
    }
    int wanted =
        writing.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  private void expect(char first) throws IOException {
    if (line[0] != first) {
      throw new IOException("the server says: " + lastLine());
    }
  }

  private String lastLine() {
    return new String(line, 0, length, US_ASCII).strip();
  }

  private void ended() {
    if (state != State.ENDED) {
      state = State.ENDED;
      load.ended();
      close();
    }
  }

  private void broke(String cause) {
    if (state != State.ENDED) {
      state = State.ENDED;
      load.broke(cause);
      close();
    }
  }

  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException gone) {
      System.err.println("bench: closing a connection of the load: " + gone.getMessage());
    }
  }

  private static ByteBuffer direct(String text) {
    byte[] octets = text.getBytes(US_ASCII);
    return ByteBuffer.allocateDirect(octets.length).put(octets).flip();
  }
}
