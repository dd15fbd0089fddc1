package org.gatepost.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What the figures were taken on. */
record Machine(
    String when,
    String commit,
    int processors,
    String model,
    String kernel,
    String java,
    String disk) {

  static Machine here(Path data) throws IOException {
    Runtime.Version version = Runtime.version();
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
        System.getProperty("bench.commit", "unknown"),
        Runtime.getRuntime().availableProcessors(),
        processorModel(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + version,
        "%s, one durable 8 KB write takes %.2f ms"
            .formatted(Files.getFileStore(data).type(), durableWrite(data)));
  }

  private static String processorModel() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException unknown) {
      return System.getProperty("os.arch");
    }
  }

  /** How long one writer waits for the disk: the median over two seconds, in milliseconds. */
  private static double durableWrite(Path folder) throws IOException {
    Path file = folder.resolve("durable-writes");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(8192);
      List<Long> times = new ArrayList<>();
      long begun = System.nanoTime();
      for (long last = begun; last - begun < 2_000_000_000L; ) {
        channel.write(block.clear());
        channel.force(false);
        long now = System.nanoTime();
        times.add(now - last);
        last = now;
      }
      Collections.sort(times);
      return times.get(times.size() / 2) / 1e6;
    } finally {
      Files.delete(file);
    }
  }
}
