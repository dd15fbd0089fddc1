package org.gatepost.app.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Gatepost in front of a real Postfix, which hands all mail to a recorder. */
final class Scene implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private final RecordingSink sink;
  private final PostfixServer postfix;
  private final GatepostProcess gatepost;

  private Scene(Path home, RecordingSink sink, PostfixServer postfix, GatepostProcess gatepost) {
    this.home = home;
    this.sink = sink;
    this.postfix = postfix;
    this.gatepost = gatepost;
  }

  /** The organisation of the open-cc case, with further settings. */
  static Scene open(String... more) throws Exception {
    Path home = Folders.temporary("gpw");
    RecordingSink sink = RecordingSink.open();
    PostfixServer postfix = PostfixServer.start(sink.port());
    List<String> settings = new ArrayList<>(OpenCc.SETTINGS);
    settings.add("next-hop=smtp://127.0.0.1:" + postfix.port());
    settings.addAll(List.of(more));
    GatepostProcess gatepost =
        GatepostProcess.start(home.resolve("data"), settings.toArray(String[]::new));
    gatepost.http();
    return new Scene(home, sink, postfix, gatepost);
  }

  RecordingSink sink() {
    return sink;
  }

  PostfixServer postfix() {
    return postfix;
  }

  GatepostProcess gatepost() {
    return gatepost;
  }

  /** Sends through Gatepost as the team does and returns the last answer. */
  String submit(Collection<String> to, Octets message) throws IOException {
    return RawSmtp.send(gatepost.smtp(), OpenCc.TEAM, to, message.bytes());
  }

  /** The notice about a held message with this subject. */
  Notice awaitNotice(String subject) throws InterruptedException {
    return new Notice(sink.awaitOne(arrival -> Notice.isAbout(arrival, subject)));
  }

  Stream<Notice> notices(String subject) {
    return sink.arrivals(arrival -> Notice.isAbout(arrival, subject)).stream().map(Notice::new);
  }

  @Override
  public void close() throws IOException {
    gatepost.close();
    postfix.close();
    sink.close();
    Folders.delete(home);
  }
}
