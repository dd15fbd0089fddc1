package org.gatepost.store.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gatepost.store.PrivateFiles;

/** Whole trees of files. */
public final class Folders {
  private Folders() {}

  /** Everything below and the folder itself; nothing when it is not there. Follows no link. */
  static List<Path> tree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.toList();
    }
  }

  /** Deletes a folder and everything below it; nothing when it is not there. Follows no link. */
  public static void delete(Path folder) throws IOException {
    for (Path path : tree(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(path);
    }
  }

  /** Gives a tree to another user; only root can. */
  static void giveTo(Path folder, OsUser user) throws IOException {
    for (Path path : tree(folder)) {
      Files.setAttribute(path, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Sets the permissions of all folders of a tree. */
  static void setPermissions(Path folder, String permissions) throws IOException {
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    for (Path path : tree(folder)) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(path, wanted);
      }
    }
  }

  /** Makes a tree durable: many small files, so many at once. */
  static void syncAll(Path folder) throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Path path : tree(folder)) {
        if (!Files.isSymbolicLink(path)) {
          running.add(
              threads.submit(
                  () -> {
                    PrivateFiles.sync(path);
                    return path;
                  }));
        }
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException(folder + " could not be made durable.", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while making files durable.");
    }
  }
}
