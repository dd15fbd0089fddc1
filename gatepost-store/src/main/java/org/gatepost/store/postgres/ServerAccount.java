package org.gatepost.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.store.RunningAs;
import org.gatepost.store.StoreUnusableException;

/**
 * Whom the server runs as, and the command line that makes it so.
 *
 * <p>PostgreSQL refuses root. When we are root it runs as the account {@code gatepost} when there
 * is one, else under a number that no account has, so that no other service shares its files.
 * Nothing is added to the system's accounts. {@code setpriv} changes the user without a shell or a
 * session, and has the kernel tell the server when the thread that started it ends: a guard that
 * was killed leaves no server behind that nobody looks after. {@code setsid} keeps a Ctrl-C at the
 * terminal from reaching the server before we are done with it.
 *
 * @param server who runs the server and owns the cluster; empty when that is ourselves
 * @param maker who runs initdb, which insists on a name for its number
 */
record ServerAccount(Optional<OsUser> server, Optional<OsUser> maker) {
  /**
   * In the range that Debian's policy keeps unused (30000 to 59999); a number that an earlier
   * cluster has wins over it.
   */
  private static final OsUser UNNAMED = new OsUser(57_479, 57_479);

  private static final OsUser NOBODY = new OsUser(65_534, 65_534);

  /**
   * @param cluster may be missing; its owner stays its owner
   */
  static ServerAccount choose(Path cluster) throws IOException {
    if (!RunningAs.root()) {
      return new ServerAccount(Optional.empty(), Optional.empty());
    }
    if (tool("setpriv").isEmpty()) {
      throw new StoreUnusableException(
          "PostgreSQL does not run as root, and setpriv (package util-linux) is missing to start it"
              + " as somebody else. Install it, or run Gatepost as another user.");
    }
    Optional<OsUser> named = OsUser.named("gatepost").filter(user -> user.uid() != 0);
    if (named.isPresent()) {
      return new ServerAccount(named, named);
    }
    OsUser owner = Files.exists(cluster) ? OsUser.ownerOf(cluster) : UNNAMED;
    OsUser maker = OsUser.named("nobody").orElse(NOBODY);
    boolean usable = owner.uid() != 0 && owner.uid() != maker.uid();
    return new ServerAccount(Optional.of(usable ? owner : UNNAMED), Optional.of(maker));
  }

  /** The command that runs the server. */
  List<String> asServer(List<String> command) {
    List<String> line = new ArrayList<>();
    tool("setsid").ifPresent(line::add);
    tool("setpriv")
        .ifPresent(
            setpriv -> {
              line.add(setpriv);
              server.ifPresent(user -> become(user, line));
              line.addAll(List.of("--no-new-privs", "--pdeathsig", "INT", "--"));
            });
    line.addAll(command);
    return line;
  }

  /** The command that runs initdb. */
  List<String> asMaker(List<String> command) {
    List<String> line = new ArrayList<>();
    maker.ifPresent(
        user -> {
          tool("setpriv").ifPresent(line::add);
          become(user, line);
          line.addAll(List.of("--no-new-privs", "--"));
        });
    line.addAll(command);
    return line;
  }

  /** Nothing of our environment is the server's business. */
  static void environment(Map<String, String> environment) {
    environment.clear();
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
    environment.put("PATH", "/usr/bin:/bin");
  }

  private static void become(OsUser user, List<String> line) {
    line.addAll(
        List.of(
            "--reuid",
            Integer.toString(user.uid()),
            "--regid",
            Integer.toString(user.gid()),
            "--clear-groups"));
  }

  private static Optional<String> tool(String name) {
    for (String folder : List.of("/usr/bin/", "/bin/")) {
      if (Files.isExecutable(Path.of(folder + name))) {
        return Optional.of(folder + name);
      }
    }
    return Optional.empty();
  }
}
