package org.gatepost.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processor time as Linux counts it (proc(5)), in seconds with a resolution of 10 ms; NaN where
 * there is no {@code /proc}.
 */
final class Usage {
  private static final Path PROC = Path.of("/proc");
  private static final double TICKS = 100;

  private Usage() {}

  /** User and system time of these processes and of their ended children. */
  static double of(Set<Long> processes) {
    if (!Files.exists(PROC.resolve("self/stat"))) {
      return Double.NaN;
    }
    return processes.stream().mapToDouble(Usage::of).sum();
  }

  private static double of(long process) {
    try {
      String stat = Files.readString(PROC.resolve(process + "/stat"));
      // The name in parentheses may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int field = 11; field <= 14; field++) {
        ticks += Long.parseLong(fields[field]);
      }
      return ticks / TICKS;
    } catch (IOException ended) {
      return 0;
    }
  }

  /** Time that the machine's processors worked or were taken away by the host. */
  static double machine() throws IOException {
    if (!Files.exists(PROC.resolve("stat"))) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(PROC.resolve("stat"))) {
      String[] fields = lines.findFirst().orElseThrow().trim().split(" +");
      // user nice system idle iowait irq softirq steal
      double ticks = 0;
      for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
        ticks += Long.parseLong(fields[field]);
      }
      return ticks / TICKS;
    }
  }

  /** A process and all that descend from it. */
  static Set<Long> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .map(ProcessHandle::pid)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Processes whose working folder lies in a folder, whoever started them. */
  static Set<Long> workingIn(Path folder) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(process -> worksIn(process, folder))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean worksIn(long process, Path folder) {
    try {
      return Files.readSymbolicLink(PROC.resolve(process + "/cwd")).startsWith(folder);
    } catch (IOException endedOrForeign) {
      return false;
    }
  }

  /** The most memory that a process ever had resident, as the kernel says it; empty if unknown. */
  static String peakMemory(long process) {
    try (Stream<String> lines = Files.lines(PROC.resolve(process + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .map(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MB")
          .findFirst()
          .orElse("");
    } catch (IOException unknown) {
      return "";
    }
  }
}
