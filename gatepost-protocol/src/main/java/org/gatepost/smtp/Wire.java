package org.gatepost.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.gatepost.mail.SmtpReply;

/**
 * A connection with a buffer on each side. Lines and content are read from one buffer, so that
 * nothing is copied twice; replies and commands gather in the other and leave with one write. Used
 * by one thread; only {@link #abort}, {@link #endInput} and the deadline watch come from others.
 */
public final class Wire implements AutoCloseable {
  private static final int LONGEST_DISCARDED_LINE = 1024 * 1024;
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Socket raw;
  private final DeadlineWatch watch;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private final InBuffer incoming = new InBuffer();
  private final OutBuffer outgoing = new OutBuffer();

  /**
   * {@link System#nanoTime} at which the present read or write has failed; 0 when there is none.
   */
  private volatile long deadline;

  private volatile boolean writing;
  private volatile boolean expired;

  public Wire(Socket raw, DeadlineWatch watch) throws IOException {
    this.raw = raw;
    this.socket = raw;
    this.watch = watch;
    raw.setTcpNoDelay(true);
    this.in = raw.getInputStream();
    this.out = raw.getOutputStream();
    watch.add(this);
  }

  /** The moment that lies so far ahead, as the reading methods want it. */
  public static long after(Duration wait) {
    long moment = System.nanoTime() + wait.toNanos();
    return moment == 0 ? 1 : moment;
  }

  /**
   * Reads one line.
   *
   * @param longest in octets, with its CRLF
   * @param until see {@link #after}
   * @throws SocketTimeoutException when the line was not complete in time
   */
  public Line readLine(int longest, long until) throws IOException {
    return readLine(longest, until, true);
  }

  /**
   * As {@link #readLine}, but a line may end in LF alone and need not be UTF-8: for the answers of
   * a server that we chose ourselves, where being strict would lose what it said.
   */
  public Line readLenientLine(int longest, long until) throws IOException {
    return readLine(longest, until, false);
  }

  private Line readLine(int longest, long until, boolean strict) throws IOException {
    int seen = 0;
    int dropped = 0;
    while (true) {
      int at = incoming.lineFeed(seen);
      if (at >= 0) {
        int start = incoming.start();
        int length = at + 1 - start;
        Line line =
            dropped + length > longest
                ? Line.Fault.TOO_LONG
                : strict
                    ? LineText.strict(incoming.octets(), start, at)
                    : LineText.lenient(incoming.octets(), start, at);
        incoming.consume(length);
        return line;
      }
      seen = incoming.length();
      if (dropped + seen > longest) {
        dropped += seen;
        incoming.consume(seen);
        seen = 0;
        if (dropped > LONGEST_DISCARDED_LINE) {
          return Line.Fault.ENDLESS;
        }
      }
      if (!fill(until)) {
        return Line.Fault.END;
      }
    }
  }

  /** True when a whole line has already been read off the socket. */
  public boolean hasLine() {
    return incoming.lineFeed(0) >= 0;
  }

  /** True when the peer has sent more than was asked for so far. */
  public boolean hasInput() throws IOException {
    return !incoming.isEmpty() || in.available() > 0;
  }

  /** True when octets have been read off the socket that nobody has used yet. */
  public boolean hasBuffered() {
    return !incoming.isEmpty();
  }

  /** The octets from {@link #start()} to {@link #end()} have been read and not yet consumed. */
  public byte[] buffer() {
    return incoming.octets();
  }

  public int start() {
    return incoming.start();
  }

  public int end() {
    return incoming.end();
  }

  public void consume(int octets) {
    incoming.consume(octets);
  }

  /**
   * Waits for more octets and puts them behind those that are there.
   *
   * @return false when the peer closed its side
   */
  public boolean fill(long until) throws IOException {
    boolean more;
    writing = false;
    deadline = until;
    try {
      more = incoming.readFrom(in);
    } catch (IOException broken) {
      throw timeOutOr(broken);
    } finally {
      deadline = 0;
    }
    if (!more && expired) {
      throw new SocketTimeoutException("Nothing came in time.");
    }
    return more;
  }

  private IOException timeOutOr(IOException broken) {
    if (!expired) {
      return broken;
    }
    SocketTimeoutException late = new SocketTimeoutException("The peer took too long.");
    late.initCause(broken);
    return late;
  }

  /** Puts octets behind what is to be written. */
  public void append(byte[] octets, int from, int to) {
    outgoing.add(octets, from, to);
  }

  /** Puts text in UTF-8 behind what is to be written. */
  public void append(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    append(octets, 0, octets.length);
  }

  /**
   * Puts a reply behind what is to be written.
   *
   * @param utf8 false when the peer may not be sent more than ASCII (RFC 6531 section 3.7.4)
   */
  public void append(SmtpReply reply, boolean utf8) {
    append(ReplyText.of(reply, utf8));
  }

  /** How many octets wait to be written. */
  public int unwritten() {
    return outgoing.length();
  }

  /**
   * Writes everything that was appended, at once.
   *
   * @throws IOException when not all of it was handed to the network
   */
  public void flush(long until) throws IOException {
    if (outgoing.length() == 0) {
      return;
    }
    writing = true;
    deadline = until;
    try {
      out.write(outgoing.octets(), 0, outgoing.length());
    } catch (IOException broken) {
      throw timeOutOr(broken);
    } finally {
      deadline = 0;
      writing = false;
      outgoing.clear();
    }
  }

  /**
   * Puts TLS on the connection. What was read before and not yet used is dropped: it came in the
   * clear and could be anybody's (CVE-2011-0411).
   */
  public void secure(TlsLayer layer, long until) throws IOException {
    incoming.drain();
    secureBehindPreamble(layer, until);
  }

  /**
   * Puts TLS on the connection from the next octet on, which may have been read together with what
   * a trusted proxy put in front of it.
   */
  public void secureBehindPreamble(TlsLayer layer, long until) throws IOException {
    byte[] read = incoming.drain();
    writing = false;
    deadline = until;
    try {
      SSLSocket secured = layer.over(raw, new ByteArrayInputStream(read));
      secured.startHandshake();
      socket = secured;
      in = secured.getInputStream();
      out = secured.getOutputStream();
    } catch (IOException broken) {
      throw timeOutOr(broken);
    } finally {
      deadline = 0;
    }
  }

  public Optional<SSLSession> tls() {
    return socket instanceof SSLSocket secured
        ? Optional.of(secured.getSession())
        : Optional.empty();
  }

  public InetSocketAddress remote() {
    return (InetSocketAddress) raw.getRemoteSocketAddress();
  }

  /**
   * True when an idle connection is of no more use: the peer closed it or said something unasked.
   * Only for sockets that belong to a channel.
   */
  public boolean isStale() {
    if (!incoming.isEmpty() || expired || raw.isClosed()) {
      return true;
    }
    SocketChannel channel = raw.getChannel();
    try {
      channel.configureBlocking(false);
      boolean quiet = channel.read(ByteBuffer.allocate(1)) == 0;
      channel.configureBlocking(true);
      return !quiet;
    } catch (IOException broken) {
      return true;
    }
  }

  void expireIfDue(long now) {
    long due = deadline;
    if (due == 0 || now - due < 0) {
      return;
    }
    expired = true;
    if (writing) {
      abort();
    } else {
      endInput();
    }
  }

  /** Wakes a reader with the end of input; what it wants to say can still be written. */
  public void endInput() {
    try {
      raw.shutdownInput();
    } catch (IOException alreadyGone) {
      abort();
    }
  }

  /** Ends the connection at once, whatever anybody is doing with it. */
  public void abort() {
    try {
      raw.close();
    } catch (IOException alreadyGone) {
      // Closing is all that was wanted.
      expired = true;
    }
  }

  /**
   * Writes what is left and closes, reading what the peer still sends for a moment: closing with
   * unread input would reset the connection and take our last reply with it.
   */
  public void closeGently() {
    try {
      long until = after(FAREWELL);
      flush(until);
      if (!raw.isInputShutdown()) {
        socket.shutdownOutput();
        if (!raw.isOutputShutdown()) {
          raw.shutdownOutput();
        }
        int allowance = LONGEST_DISCARDED_LINE;
        incoming.drain();
        while (allowance > 0 && System.nanoTime() - until < 0 && fill(until)) {
          allowance -= incoming.length();
          incoming.consume(incoming.length());
        }
      }
    } catch (IOException gone) {
      // There is nobody left to be gentle with.
      expired = true;
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    watch.remove(this);
    abort();
  }
}
