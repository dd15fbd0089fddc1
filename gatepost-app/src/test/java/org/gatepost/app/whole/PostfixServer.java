package org.gatepost.app.whole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A real Postfix with configuration, queue and log in a folder of its own. It takes mail for any
 * domain from loopback and hands all of it to one server, adding its one trace field and changing
 * nothing else.
 */
final class PostfixServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Path home;
  private final int port;
  private final long master;

  private PostfixServer(Path home, int port, long master) {
    this.home = home;
    this.port = port;
    this.master = master;
  }

  /**
   * Starts one.
   *
   * @param target the port of the server that gets everything
   * @param more further lines of main.cf
   */
  static PostfixServer start(int target, String... more) throws Exception {
    Path home = Folders.temporary("gpx");
    int port = Peers.freePort();
    Path conf = Files.createDirectories(home.resolve("conf"));
    Path queue = Files.createDirectories(home.resolve("queue"));
    Path data = Files.createDirectories(home.resolve("data"));
    Files.setOwner(
        data,
        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    Files.writeString(
        conf.resolve("main.cf"), mainCf(home, target) + String.join("\n", more) + "\n");
    Files.writeString(conf.resolve("master.cf"), masterCf(port));
    Process starter =
        new ProcessBuilder(Peers.program("postfix"), "-c", conf.toString(), "start")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("start.log").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    if (starter.waitFor() != 0) {
      throw new AssertionError("Postfix did not start: " + logs(home));
    }
    long master = Long.parseLong(Files.readString(queue.resolve("pid/master.pid")).strip());
    Warden.watch(master);
    PostfixServer server = new PostfixServer(home, port, master);
    Patience.await("Postfix answers: " + logs(home), START, server::answers);
    return server;
  }

  int port() {
    return port;
  }

  String log() throws IOException {
    return logs(home);
  }

  /** Ends it at once, with its queue as it is. */
  @Override
  public void close() throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(master);
    if (process.isPresent()) {
      List<ProcessHandle> all = process.get().descendants().toList();
      process.get().destroy();
      Patience.await("Postfix ends", START, () -> !process.get().isAlive());
      for (ProcessHandle child : all) {
        Patience.await("Postfix's programs end", START, () -> !child.isAlive());
      }
    }
    Warden.leave(master);
    Folders.delete(home);
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == '2';
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String logs(Path home) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("start.log", "maillog")) {
      if (Files.exists(home.resolve(name))) {
        text.append(Files.readString(home.resolve(name)));
      }
    }
    return text.toString();
  }

  private static String mainCf(Path home, int target) {
    String root = Peers.root();
    return """
    compatibility_level = 3.6
    queue_directory = %1$s/queue
    data_directory = %1$s/data
    command_directory = %3$s/usr/sbin
    daemon_directory = %3$s/usr/lib/postfix/sbin
    shlib_directory = %3$s/usr/lib/postfix
    meta_directory = %3$s/etc/postfix
    mail_owner = postfix
    setgid_group = postdrop
    maillog_file = %1$s/maillog
    maillog_file_prefixes = %1$s
    myhostname = mta.example
    mydestination =
    mynetworks = 127.0.0.0/8
    inet_interfaces = 127.0.0.1
    inet_protocols = ipv4
    alias_maps =
    alias_database =
    local_recipient_maps =
    relayhost = [127.0.0.1]:%2$d
    smtp_host_lookup = native
    smtp_dns_support_level = disabled
    smtpd_peername_lookup = no
    smtpd_relay_restrictions = permit_mynetworks, reject
    smtpd_tls_security_level = none
    smtp_tls_security_level = none
    smtpd_client_connection_count_limit = 0
    smtpd_recipient_limit = 20000
    smtp_destination_recipient_limit = 20000
    message_size_limit = 200000000
    mailbox_size_limit = 0
    # Octets as they came: nothing folded, dropped, cut, added or converted.
    smtp_line_length_limit = 0
    message_drop_headers =
    header_size_limit = 2000000
    local_header_rewrite_clients =
    disable_mime_input_processing = yes
    disable_mime_output_conversion = yes
    minimal_backoff_time = 1s
    maximal_backoff_time = 2s
    queue_run_delay = 1s
    """
        .formatted(home, target, root);
  }

  private static String masterCf(int port) {
    return """
    127.0.0.1:%d inet n - n - 100 smtpd
    pickup unix n - n 60 1 pickup
    cleanup unix n - n - 0 cleanup
    qmgr unix n - n 300 1 qmgr
    rewrite unix - - n - - trivial-rewrite
    bounce unix - - n - 0 bounce
    defer unix - - n - 0 bounce
    trace unix - - n - 0 bounce
    proxymap unix - - n - - proxymap
    smtp unix - - n - - smtp
    relay unix - - n - - smtp
    error unix - - n - - error
    retry unix - - n - - error
    anvil unix - - n - 1 anvil
    scache unix - - n - 1 scache
    postlog unix-dgram n - n - 1 postlogd
    """
        .formatted(port);
  }
}
