package org.gatepost.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The next hop: takes every message, counts it, compares it with what was sent, and forgets it. One
 * thread, one selector.
 *
 * <p>A message from the null reverse-path is a notice about a held message and counted as such.
 */
final class Sink implements AutoCloseable {
  private final Selector selector;
  private final ServerSocketChannel listener;
  private final Thread thread;
  private final AtomicInteger strays = new AtomicInteger();
  private volatile Flight flight;
  private volatile Flight notices;
  private volatile Letter letter;
  private volatile IOException broken;

  Sink() throws IOException {
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    thread = Thread.ofPlatform().name("sink").daemon().start(this::serve);
  }

  InetSocketAddress address() {
    try {
      return (InetSocketAddress) listener.getLocalAddress();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /**
   * From now on, count this measurement.
   *
   * @param flight where messages are counted
   * @param notices where notices about those messages are counted
   */
  void expect(Letter letter, Flight flight, Flight notices) {
    this.letter = letter;
    this.flight = flight;
    this.notices = notices;
  }

  /** Messages that belong to no measurement that was going on when they came. */
  int strays() {
    return strays.get();
  }

  /** Throws what ended the sink, if anything did. */
  void check() throws IOException {
    IOException end = broken;
    if (end != null) {
      throw end;
    }
  }

  private void serve() {
    try {
      while (listener.isOpen()) {
        selector.select(this::ready);
      }
    } catch (UncheckedIOException end) {
      broken = end.getCause();
    } catch (IOException end) {
      broken = end;
    }
  }

  private void ready(SelectionKey key) {
    if (key.isAcceptable()) {
      try {
        SocketChannel channel = listener.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey own = channel.register(selector, SelectionKey.OP_READ);
        own.attach(new SinkSession(channel, own, this));
      } catch (IOException unusable) {
        throw new UncheckedIOException(unusable);
      }
    } else {
      ((SinkSession) key.attachment()).ready();
    }
  }

  /** One whole message. */
  void arrived(boolean nullSender, byte[] octets, int from, int to) {
    long now = System.nanoTime();
    int place = Letter.find(octets, from, to);
    long number = place < 0 ? -1 : Letter.read(octets, place);
    Flight into = nullSender ? notices : flight;
    boolean unchanged = nullSender || place >= 0 && letter.unchanged(octets, from, to, place);
    if (number < 0 || into == null || !into.arrived(number, unchanged, now)) {
      if (strays.getAndIncrement() == 0) {
        String begin = new String(octets, from, Math.min(to - from, 400), US_ASCII);
        System.err.println("bench: a message that nobody expected:\n" + begin);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    selector.wakeup();
    try {
      thread.join(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }
}
