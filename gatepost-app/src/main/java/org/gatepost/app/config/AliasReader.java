package org.gatepost.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.AliasTable;
import org.gatepost.audience.AliasTable.Target;
import org.gatepost.mail.Address;

/**
 * Reads alias files as Postfix and sendmail write them ({@code aliases(5)}): {@code name: target,
 * target}, continued by white space at the beginning of a line; lines of {@code virtual(5)}, {@code
 * address target, target}, may stand among them. Programs and files are recognised and left alone;
 * {@code :include:} is read when it lies in the folder of the alias file, each file once for an
 * alias. Names that stand in several files lead to the targets of all.
 *
 * <p>Mail servers pass over a line that they cannot read and go on, and so does this: the line is
 * named among the remarks, and an alias with a target that means nothing leads to somebody unseen.
 * A file with many such lines is no file of aliases, and a problem.
 */
final class AliasReader {
  /** Octets of one file; a line for each of 100,000 people is a twentieth of it. */
  static final int LARGEST = 64 << 20;

  /** Targets in all files together. */
  static final int MOST_TARGETS = 1_000_000;

  /** Octets that all includes together may have, each time that one is read. */
  static final long MOST_INCLUDED = 256L << 20;

  /** Files included by files. */
  private static final int INCLUDE_DEPTH = 10;

  /** Mistakes that are named one by one; a file with more is none of this kind. */
  private static final int MOST_WRONG = 20;

  private final Problems problems;
  private final Map<String, List<Target>> bare = new HashMap<>();
  private final Map<Address, List<Target>> whole = new HashMap<>();
  private int targets;
  private long included;

  AliasReader(Problems problems) {
    this.problems = problems;
  }

  AliasTable table() {
    return bare.isEmpty() && whole.isEmpty() ? AliasTable.empty() : new AliasTable(bare, whole);
  }

  /** Reads a file; what is wrong with it is among the problems. */
  void file(Path file, Origin named) {
    if (!Files.isRegularFile(file)) {
      problems.add(
          named, Files.exists(file) ? "is no file of aliases: " + file : "no such file: " + file);
      return;
    }
    try {
      Optional<String> text = text(file, named);
      if (text.isPresent()) {
        new OneFile(file, text.get()).read();
      }
    } catch (IOException unreadable) {
      problems.add(named, "cannot be read: " + file);
    }
  }

  private Optional<String> text(Path file, Origin named) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(LARGEST + 1);
    }
    if (octets.length > LARGEST) {
      problems.add(named, "is larger than " + Sizes.print(LARGEST) + ": " + file);
      return Optional.empty();
    }
    for (byte octet : octets) {
      if (octet == 0) {
        problems.add(
            named,
            "is no text file: " + file + "; name the file that newaliases reads, not its .db");
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException older) {
      // Comments of older files are in Latin-1, which takes anything.
      return Optional.of(new String(octets, StandardCharsets.ISO_8859_1));
    }
  }

  /** One alias file. */
  private final class OneFile {
    private final Path file;
    private final String text;
    private final Set<Path> followed = new HashSet<>();
    private int wrong;

    OneFile(Path file, String text) {
      this.file = file;
      this.text = text;
    }

    void read() throws IOException {
      StringBuilder logical = new StringBuilder();
      int first = 0;
      int number = 0;
      for (String line : (Iterable<String>) text.lines()::iterator) {
        number++;
        if (line.isBlank() || line.stripLeading().startsWith("#")) {
          continue;
        }
        boolean continued = Character.isWhitespace(line.charAt(0)) && !logical.isEmpty();
        if (continued) {
          logical.append(' ').append(line.strip());
          continue;
        }
        entry(logical.toString(), first);
        logical.setLength(0);
        logical.append(line.strip());
        first = number;
        if (wrong > MOST_WRONG || targets > MOST_TARGETS) {
          break;
        }
      }
      entry(logical.toString(), first);
      if (wrong > MOST_WRONG) {
        problems.add(place(0), "has many more lines that are no aliases");
      }
      if (targets > MOST_TARGETS) {
        problems.add(place(0), "more than " + MOST_TARGETS + " targets in all alias files");
      }
    }

    private Origin place(int line) {
      return new Origin.InFile(file, line, 1);
    }

    private void wrong(int line, String sentence) {
      wrong++;
      if (wrong <= MOST_WRONG) {
        problems.remark(place(line), sentence);
      }
    }

    private void entry(String line, int number) throws IOException {
      if (line.isEmpty() || targets > MOST_TARGETS) {
        return;
      }
      followed.clear();
      int colon = AliasLine.colon(line);
      int end = colon < 0 ? AliasLine.virtual(line) : colon;
      String name = end < 0 ? "" : AliasLine.unquoted(line.substring(0, end).strip());
      if (name.isEmpty()) {
        wrong(number, "expected name: target, target; found '" + Words.clip(line) + "'");
        return;
      }
      Optional<List<Target>> into = alias(name);
      if (into.isEmpty()) {
        wrong(
            number,
            name.startsWith("@")
                ? "'" + Words.clip(name) + "' stands for a whole domain, which is not followed"
                : "'" + Words.clip(name) + "' is no e-mail address");
        return;
      }
      String list = line.substring(end + 1);
      targets(colon < 0 ? list.strip().replaceAll("\\s+", ",") : list, number, into.get(), 0);
    }

    /** The targets of a name so far; empty when it cannot be one. */
    private Optional<List<Target>> alias(String name) {
      return name.indexOf('@') < 0
          ? Optional.of(bare.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>()))
          : Address.parse(name)
              .map(address -> whole.computeIfAbsent(address.person(), _ -> new ArrayList<>()));
    }

    private void targets(String list, int number, List<Target> into, int depth) throws IOException {
      for (String item : AliasLine.items(list)) {
        if (++targets > MOST_TARGETS) {
          return;
        }
        target(item, number, into, depth);
      }
    }

    private void target(String item, int number, List<Target> into, int depth) throws IOException {
      String plain = AliasLine.unquoted(item);
      if (plain.isEmpty()) {
        return;
      }
      if (plain.regionMatches(true, 0, AliasLine.INCLUDE, 0, AliasLine.INCLUDE.length())) {
        include(plain.substring(AliasLine.INCLUDE.length()).strip(), number, into, depth);
        return;
      }
      Optional<Target> target = AliasLine.target(plain);
      if (target.isPresent()) {
        into.add(target.get());
      } else {
        wrong(number, "'" + Words.clip(plain) + "' is neither an address nor a name");
        into.add(new Target.Unseen("a target that means nothing"));
      }
    }

    private void include(String path, int number, List<Target> into, int depth) throws IOException {
      Optional<Path> file = AliasLine.inside(OneFile.this.file, path);
      if (file.isEmpty() || depth == INCLUDE_DEPTH) {
        into.add(new Target.Unseen("an include that is not followed"));
        return;
      }
      if (!followed.add(file.get())) {
        return; // its members are among the targets already, or will be
      }
      boolean before = included <= MOST_INCLUDED;
      included += Files.size(file.get());
      if (included > MOST_INCLUDED) {
        if (before) {
          problems.add(
              place(number), "includes more than " + Sizes.print(MOST_INCLUDED) + " in all");
        }
        return;
      }
      Optional<String> members = text(file.get(), place(number));
      for (String line : members.orElse("").lines().toList()) {
        String bareLine = line.strip();
        if (!bareLine.isEmpty() && !bareLine.startsWith("#")) {
          targets(bareLine, number, into, depth + 1);
        }
      }
    }
  }
}
