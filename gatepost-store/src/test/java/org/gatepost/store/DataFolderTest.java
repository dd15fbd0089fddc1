package org.gatepost.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path temporary;

  @Test
  void nobodyElseListsIt() throws Exception {
    Path path = temporary.resolve("a/b/data");
    DataFolder.at(path);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isIn("rwx------", "rwx--x--x");
  }

  @Test
  void anOpenFolderIsClosed() throws Exception {
    Path path = Files.createDirectory(temporary.resolve("data"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    DataFolder.at(path);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isIn("rwx------", "rwx--x--x");
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path file = Files.createFile(temporary.resolve("data"));
    assertThatThrownBy(() -> DataFolder.at(file))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("data folder");
  }

  @Test
  void oneAtATimeHasTheLock() {
    DataFolder folder = DataFolder.at(temporary.resolve("data"));
    Optional<DataFolder.Lock> first = folder.lock();
    assertThat(first).isPresent();
    assertThat(folder.lock()).isEmpty();
    first.orElseThrow().close();
    Optional<DataFolder.Lock> second = folder.lock();
    assertThat(second).isPresent();
    second.orElseThrow().close();
  }

  @Test
  void itRemembersThatRealMailWasSent() {
    DataFolder folder = DataFolder.at(temporary.resolve("data"));
    assertThat(folder.hasUsedNextHop()).isFalse();
    folder.noteNextHop();
    folder.noteNextHop();
    assertThat(DataFolder.at(temporary.resolve("data")).hasUsedNextHop()).isTrue();
  }
}
