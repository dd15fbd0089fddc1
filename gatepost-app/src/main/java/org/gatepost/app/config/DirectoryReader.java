package org.gatepost.app.config;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatepost.audience.Directory.Entry;
import org.gatepost.audience.Directory.Kind;
import org.gatepost.audience.DirectoryIndex;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * Reads directory files: UTF-8 CSV (RFC 4180) whose first line names the columns. Broken rows are
 * named by file and line.
 */
final class DirectoryReader {
  private static final List<String> COLUMNS = List.of("address", "name", "kind", "note");

  /**
   * One line.
   *
   * @param entry empty for a partner given as a domain
   * @param domain the partner's domain, or the address's
   */
  private record Row(Optional<Entry> entry, Domain domain, String name) {}

  private final Problems problems;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Origin> seen = new HashMap<>();

  DirectoryReader(Problems problems) {
    this.problems = problems;
  }

  /** Reads a file; what is wrong with it is among the problems. */
  void file(Path file, Origin named) {
    try (Reader text = new InputStreamReader(Files.newInputStream(file), strict());
        CsvReader<CsvRecord> records =
            CsvReader.builder()
                .detectBomHeader(false)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new WithoutByteOrderMark(text))) {
      Optional<Header> header = Optional.empty();
      for (CsvRecord line : records) {
        Origin place = new Origin.InFile(file, Math.toIntExact(line.getStartingLineNumber()), 1);
        if (header.isEmpty()) {
          header = Optional.of(header(line, place));
        } else {
          row(new Fields(header.get(), line), place);
        }
      }
      if (header.isEmpty()) {
        problems.add(whole(file), "is empty; the first line is: " + String.join(",", COLUMNS));
      }
    } catch (CsvParseException malformed) {
      problems.add(whole(file), "not readable as CSV: " + reason(malformed));
    } catch (UncheckedIOException unreadable) {
      Throwable why = unreadable.getCause();
      unreadable(file, named, why == null ? unreadable : why);
    } catch (IOException unreadable) {
      unreadable(file, named, unreadable);
    }
  }

  DirectoryIndex directory(Set<Domain> freemail) {
    List<Entry> lines = rows.stream().flatMap(row -> row.entry().stream()).toList();
    Map<Domain, String> partners = new HashMap<>();
    rows.stream()
        .filter(row -> row.entry().isEmpty() && !freemail.contains(row.domain()))
        .forEach(row -> partners.put(row.domain(), row.name()));
    return DirectoryIndex.layered(
        List.of(new DirectoryIndex(List.of(), partners), DirectoryIndex.of(lines, freemail)));
  }

  private static Origin whole(Path file) {
    return new Origin.InFile(file, 0, 0);
  }

  private static java.nio.charset.CharsetDecoder strict() {
    return StandardCharsets.UTF_8.newDecoder();
  }

  private void unreadable(Path file, Origin named, Throwable why) {
    if (why instanceof CharacterCodingException) {
      problems.add(whole(file), "is not UTF-8 text");
    } else {
      problems.add(named, Files.notExists(file) ? "no such file: " + file : "cannot read " + file);
    }
  }

  private static String reason(CsvParseException malformed) {
    Throwable cause = malformed.getCause() == null ? malformed : malformed.getCause();
    return Words.clip(String.valueOf(cause.getMessage()));
  }

  /** Which column holds what. */
  private record Header(Map<String, Integer> places, int width) {}

  /** One row's fields by name. */
  private record Fields(Header header, CsvRecord line) {
    String get(String column) {
      Integer place = header.places().get(column);
      return place == null || place >= line.getFieldCount() ? "" : line.getField(place).strip();
    }
  }

  private Header header(CsvRecord line, Origin place) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < line.getFieldCount(); i++) {
      String column = line.getField(i).strip().toLowerCase(Locale.ROOT);
      if (!COLUMNS.contains(column)) {
        String hint =
            Words.nearest(column, COLUMNS)
                .map(name -> ", did you mean " + name + "?")
                .orElse("; the first line is: " + String.join(",", COLUMNS));
        problems.add(place, Words.clip(column) + ": unknown column" + hint);
      } else if (places.putIfAbsent(column, i) != null) {
        problems.add(place, column + ": stands twice among the columns");
      }
    }
    if (!places.containsKey("address")) {
      problems.add(place, "there is no column named address");
    }
    return new Header(places, line.getFieldCount());
  }

  private void row(Fields fields, Origin place) {
    if (!fields.header().places().containsKey("address")) {
      return;
    }
    if (fields.line().getFieldCount() > fields.header().width()) {
      problems.add(place, "more fields than columns; put text that holds a comma in quotes");
      return;
    }
    String text = fields.get("address");
    Optional<Kind> kind = kind(fields.get("kind"), place);
    if (kind.isEmpty()) {
      return;
    }
    boolean partner = kind.get() == Kind.PARTNER;
    Optional<Row> row = partner ? partner(text, fields) : entry(text, kind.get(), fields);
    if (row.isEmpty()) {
      problems.add(
          place,
          "'" + Words.clip(text) + "' is no e-mail address" + (partner ? " and no domain" : ""));
      return;
    }
    if (partner && row.get().name().isEmpty()) {
      problems.add(place, "a partner needs a name; domains of one name are one partner");
      return;
    }
    Origin first = seen.putIfAbsent(identity(row.get()), place);
    if (first == null) {
      rows.add(row.get());
    } else {
      problems.add(place, "'" + Words.clip(text) + "' stands twice, first at " + first);
    }
  }

  private static String identity(Row row) {
    return row.entry().map(entry -> entry.address().person().toString()).orElse("@" + row.domain());
  }

  /** A kind that is left out is a guess: it does not outweigh what a list's own mail shows. */
  private static Optional<Row> entry(String text, Kind kind, Fields fields) {
    return Address.parse(text)
        .map(address -> new Entry(address, fields.get("name"), kind, fields.get("note")))
        .map(entry -> fields.get("kind").isEmpty() ? entry.unsettled() : entry)
        .map(entry -> new Row(Optional.of(entry), entry.address().domain(), entry.name()));
  }

  private static Optional<Row> partner(String text, Fields fields) {
    if (text.indexOf('@') > 0) {
      return entry(text, Kind.PARTNER, fields);
    }
    String domain = text.startsWith("@") ? text.substring(1) : text;
    return domain.contains(".") && Endpoint.isHostName(Domain.of(domain).name())
        ? Optional.of(new Row(Optional.empty(), Domain.of(domain), fields.get("name")))
        : Optional.empty();
  }

  private Optional<Kind> kind(String text, Origin place) {
    if (text.isEmpty()) {
      return Optional.of(Kind.PERSON);
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    for (Kind kind : Kind.values()) {
      if (Types.wireName(kind).equals(wanted)) {
        return Optional.of(kind);
      }
    }
    List<String> known = java.util.Arrays.stream(Kind.values()).map(Types::wireName).toList();
    problems.add(
        place,
        "'"
            + Words.clip(text)
            + "' is no kind of address"
            + Words.nearest(wanted, known)
                .map(name -> ", did you mean " + name + "?")
                .orElse("; known: " + String.join(", ", known)));
    return Optional.empty();
  }
}
