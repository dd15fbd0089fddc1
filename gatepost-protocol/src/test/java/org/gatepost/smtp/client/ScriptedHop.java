package org.gatepost.smtp.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.gatepost.smtp.Talk;

/** A next hop that does what the test says, a script for each connection. */
final class ScriptedHop implements AutoCloseable {
  /** What happens on one connection; when it returns, the connection is closed. */
  interface Script {
    void play(Talk talk) throws Exception;
  }

  static final String EVERYTHING =
      "PIPELINING|SIZE 1000000|8BITMIME|SMTPUTF8|DSN|CHUNKING|ENHANCEDSTATUSCODES";

  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<String> messages = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
  private final List<Talk> talks = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private volatile Script otherwise = obliging(EVERYTHING);

  ScriptedHop() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** For the next connection that has no script yet. */
  ScriptedHop then(Script script) {
    scripts.add(script);
    return this;
  }

  /** For all connections that have no script of their own. */
  ScriptedHop always(Script script) {
    otherwise = script;
    return this;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Script script = scripts.poll();
        Talk talk = new Talk(socket);
        talks.add(talk);
        Thread.ofVirtual().start(() -> play(script == null ? otherwise : script, talk));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void play(Script script, Talk talk) {
    try (talk) {
      script.play(talk);
    } catch (Exception failed) {
      // The test sees what the client made of it.
      talk.close();
    }
  }

  Script obliging(String keywords) {
    return obliging(keywords, _ -> "");
  }

  /** Takes everything, but for the commands that the function has an answer to. */
  Script obliging(String keywords, Function<String, String> answers) {
    return talk -> {
      talk.raw("220 hop.example ESMTP\r\n");
      serve(talk, keywords, answers);
    };
  }

  void serve(Talk talk, String keywords, Function<String, String> answers) {
    for (String line = talk.line(); !line.endsWith("(closed)"); line = talk.line()) {
      heard.add(line);
      String verb = line.split(" ", -1)[0].toUpperCase(Locale.ROOT);
      String own = answers.apply(line);
      if (own.equals("close")) {
        return;
      }
      if (own.startsWith("bye ")) {
        talk.raw(own.substring(4) + "\r\n");
        return;
      }
      if (!own.isEmpty()) {
        talk.raw(own + "\r\n");
        continue;
      }
      switch (verb) {
        case "EHLO" -> talk.raw(ehlo(keywords));
        case "DATA" -> {
          talk.raw("354 go on\r\n");
          StringBuilder message = new StringBuilder();
          String next = talk.line();
          while (!next.equals(".") && !next.endsWith("(closed)")) {
            message.append(next).append("\r\n");
            next = talk.line();
          }
          if (next.endsWith("(closed)")) {
            return;
          }
          messages.add(message.toString());
          String end = answers.apply(".");
          if (end.equals("close")) {
            return;
          }
          if (end.startsWith("bye ")) {
            talk.raw(end.substring(4) + "\r\n");
            return;
          }
          talk.raw((end.isEmpty() ? "250 2.0.0 taken" : end) + "\r\n");
        }
        case "BDAT" -> {
          byte[] octets = talk.read(Integer.parseInt(line.split(" ", -1)[1]));
          messages.add(new String(octets, StandardCharsets.ISO_8859_1));
          talk.raw("250 2.0.0 taken\r\n");
        }
        case "QUIT" -> {
          talk.raw("221 2.0.0 bye\r\n");
          return;
        }
        default -> talk.raw("250 2.0.0 ok\r\n");
      }
    }
  }

  static String ehlo(String keywords) {
    StringBuilder text = new StringBuilder("250-hop.example\r\n");
    for (String keyword : keywords.split("\\|", -1)) {
      text.append("250-").append(keyword).append("\r\n");
    }
    return text.append("250 HELP\r\n").toString();
  }

  long count(String prefix) {
    return heard.stream().filter(line -> line.startsWith(prefix)).count();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    talks.forEach(Talk::close);
  }
}
