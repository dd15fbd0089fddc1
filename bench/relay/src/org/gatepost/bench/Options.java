package org.gatepost.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What is asked for on the command line. */
record Options(
    List<Integer> sessions,
    double seconds,
    int rounds,
    int size,
    int cc,
    double warmUp,
    boolean held,
    boolean keep,
    Path folder,
    Path gatepost,
    List<String> settings,
    Optional<Path> json) {

  static final String USAGE =
      """
      Usage: bench/relay/run [OPTION]...
      Sends mail straight to a sink and through Gatepost to the same sink, in turns, and compares.

        --sessions N,N...      connections at the same time, each kept open (default 1,10,50)
        --seconds S            how long each measurement sends (default 5)
        --rounds N             measurements of each kind (default 5)
        --size OCTETS          header and body of one message (default 5120)
        --recipients-in-cc N   people in Cc who know each other (default 0); with --held, strangers
        --held                 measure durable holds as well: mail to 12 strangers or more, all held
        --warm-up S            seconds of load through Gatepost before anything counts (default 15)
        --json FILE            write machine, options and every single measurement
        --dir FOLDER           where the temporary data folder is made (default: the system's)
        --gatepost FILE        another copy's command (default: the one of this repository)
        --set KEY=VALUE        handed on to `gatepost serve`; may be repeated
        --keep                 leave the data folder and the log in place
        --help                 this text

      Exit status: 0; 1 when mail was lost, doubled, altered or refused; 2 wrong usage; 69 when
      Gatepost does not start.
      """;

  /** The command line cannot be understood. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }

  static Options parse(List<String> words, Path gatepost) {
    Reading reading = new Reading(gatepost);
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      reading.option(rest.next(), rest);
    }
    return reading.options();
  }

  private static final class Reading {
    private List<Integer> sessions = List.of(1, 10, 50);
    private double seconds = 5;
    private int rounds = 5;
    private int size = 5120;
    private int cc;
    private double warmUp = 15;
    private boolean held;
    private boolean keep;
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    private Path gatepost;
    private final List<String> settings = new ArrayList<>();
    private Optional<Path> json = Optional.empty();

    Reading(Path gatepost) {
      this.gatepost = gatepost;
    }

    void option(String name, Iterator<String> rest) {
      switch (name) {
        case "--sessions" -> sessions = counts(value(name, rest));
        case "--seconds" -> seconds = positive(name, value(name, rest));
        case "--rounds" -> rounds = (int) positive(name, value(name, rest));
        case "--size" -> size = (int) positive(name, value(name, rest));
        case "--recipients-in-cc" -> cc = (int) number(name, value(name, rest));
        case "--warm-up" -> warmUp = number(name, value(name, rest));
        case "--held" -> held = true;
        case "--keep" -> keep = true;
        case "--dir" -> folder = Path.of(value(name, rest)).toAbsolutePath();
        case "--gatepost" -> gatepost = Path.of(value(name, rest)).toAbsolutePath();
        case "--set" -> settings.add(value(name, rest));
        case "--json" -> json = Optional.of(Path.of(value(name, rest)));
        default -> throw new UsageException("unknown option " + name);
      }
    }

    Options options() {
      return new Options(
          sessions,
          seconds,
          rounds,
          size,
          cc,
          warmUp,
          held,
          keep,
          folder,
          gatepost,
          List.copyOf(settings),
          json);
    }

    private static String value(String name, Iterator<String> rest) {
      if (!rest.hasNext()) {
        throw new UsageException(name + " needs a value");
      }
      return rest.next();
    }

    private static List<Integer> counts(String value) {
      return Arrays.stream(value.split(","))
          .map(word -> (int) positive("--sessions", word.strip()))
          .toList();
    }

    private static double positive(String name, String value) {
      double number = number(name, value);
      if (number < 1) {
        throw new UsageException(name + " must be 1 or more");
      }
      return number;
    }

    private static double number(String name, String value) {
      try {
        double number = Double.parseDouble(value);
        if (number >= 0 && number < 1e9) {
          return number;
        }
      } catch (NumberFormatException wrong) {
        throw new UsageException(name + ": " + value + " is not a number");
      }
      throw new UsageException(name + ": " + value + " is out of range");
    }
  }
}
