package org.gatepost.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Whether a user can walk to a folder from the root of the file system. */
final class Reach {
  private Reach() {}

  static boolean canReach(ServerAccount account, Path folder) throws IOException {
    Optional<OsUser> server = account.server();
    Optional<OsUser> maker = account.maker();
    return server.isEmpty()
        || maker.isEmpty()
        || (canReach(server.get(), folder) && canReach(maker.get(), folder));
  }

  private static boolean canReach(OsUser user, Path folder) throws IOException {
    for (Path path = folder.toRealPath(); path != null; path = path.getParent()) {
      OsUser owner = OsUser.ownerOf(path);
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      PosixFilePermission needed =
          owner.uid() == user.uid()
              ? PosixFilePermission.OWNER_EXECUTE
              : owner.gid() == user.gid()
                  ? PosixFilePermission.GROUP_EXECUTE
                  : PosixFilePermission.OTHERS_EXECUTE;
      if (!permissions.contains(needed)) {
        return false;
      }
    }
    return true;
  }
}
