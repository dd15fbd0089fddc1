package org.gatepost.directory;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A real Mailman 3 core: its REST interface over a database in a folder of its own. */
public final class MailmanServer implements AutoCloseable {
  public static final String USER = "gatepost";
  public static final String PASSWORD = "battery staple";

  private final PeerProgram program;
  private final Path home;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private MailmanServer(PeerProgram program, Path home, int port) {
    this.program = program;
    this.home = home;
    this.port = port;
  }

  public static MailmanServer start(Path home) throws IOException {
    int port = FreePort.find();
    Path configuration = home.resolve("mailman.cfg");
    Files.writeString(configuration, configuration(home, port));
    PeerProgram program =
        PeerProgram.start(
            home.resolve("mailman.log"),
            List.of(
                "/usr/bin/python3",
                PeerProgram.file("/usr/lib/mailman3/bin/runner").toString(),
                "-C",
                configuration.toString(),
                "--runner=rest:0:1"));
    program.await("Mailman's REST interface listens", () -> FreePort.answers(port));
    return new MailmanServer(program, home, port);
  }

  private static String configuration(Path home, int port) {
    return """
    [mailman]
    site_owner: postmaster@city.example
    layout: gatepost
    [paths.gatepost]
    var_dir: %1$s/var
    queue_dir: $var_dir/queue
    bin_dir: %2$s
    list_data_dir: $var_dir/lists
    log_dir: $var_dir/logs
    lock_dir: $var_dir/locks
    data_dir: $var_dir/data
    cache_dir: $var_dir/cache
    etc_dir: %1$s
    messages_dir: $var_dir/messages
    archive_dir: $var_dir/archives
    template_dir: $var_dir/templates
    pid_file: $var_dir/master.pid
    lock_file: $lock_dir/master.lck
    [database]
    class: mailman.database.sqlite.SQLiteDatabase
    url: sqlite:///%1$s/mailman.db
    [webservice]
    hostname: 127.0.0.1
    port: %3$d
    admin_user: %4$s
    admin_pass: %5$s
    [mta]
    incoming: mailman.mta.null.NullMTA
    """
        .formatted(home, PeerProgram.file("/usr/lib/mailman3/bin"), port, USER, PASSWORD);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/3.1");
  }

  MailmanSettings settings() {
    return new MailmanSettings(
        url(),
        USER,
        () -> PASSWORD,
        Optional.empty(),
        Duration.ofSeconds(20),
        new MailmanSettings.Limits(2, 100, 1 << 20));
  }

  /** Makes a list, its domain too when it is new. */
  public void list(String address, String policy, String description)
      throws IOException, InterruptedException {
    String domain = address.substring(address.indexOf('@') + 1);
    send("POST", "/domains", Map.of("mail_host", domain));
    send("POST", "/lists", Map.of("fqdn_listname", address));
    send(
        "PATCH",
        "/lists/" + address.replace('@', '.') + "/config",
        Map.of("archive_policy", policy, "description", description));
  }

  public void subscribe(String address, String list) throws IOException, InterruptedException {
    send(
        "POST",
        "/members",
        Map.of(
            "list_id", list.replace('@', '.'),
            "subscriber", address,
            "pre_verified", "true",
            "pre_confirmed", "true",
            "pre_approved", "true"));
  }

  public void remove(String list) throws IOException, InterruptedException {
    send("DELETE", "/lists/" + list.replace('@', '.'), Map.of());
  }

  /** Members straight into the database: one request for each would take an hour. */
  void subscribe(int many, String list) throws IOException, InterruptedException {
    PeerProgram.run(
        List.of(
            "/usr/bin/python3",
            "-c",
            """
            import sqlite3, sys, uuid
            db = sqlite3.connect(sys.argv[1], timeout=30)
            many = range(1000000, 1000000 + int(sys.argv[3]))
            db.executemany('insert into address (id, email, _original) values (?, ?, ?)',
                ((i, f'member{i}@home.example', f'member{i}@home.example') for i in many))
            role = db.execute('select role from member limit 1').fetchone()[0]
            db.executemany('insert into member (id, _member_id, role, list_id, address_id)'
                ' values (?, ?, ?, ?, ?)',
                ((i, uuid.UUID(int=i).hex, role, sys.argv[2], i) for i in many))
            db.commit()
            """,
            home.resolve("mailman.db").toString(),
            list.replace('@', '.'),
            String.valueOf(many)));
  }

  private void send(String method, String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String both = USER + ":" + PASSWORD;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    boolean domainIsThere = path.equals("/domains") && answer.statusCode() == 400;
    if (answer.statusCode() >= 300 && !domainIsThere) {
      throw new AssertionError(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
  }

  void kill() {
    program.kill(port);
  }

  @Override
  public void close() throws IOException {
    client.close();
    program.close();
  }
}
