package org.gatepost.app.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.TokenStreamLocation;

/** Reads {@code gatepost.yaml} and the {@code --set} options into a {@link Configuration}. */
public final class ConfigurationFile {
  /** Read when no other file is named, if it is there. */
  public static final Path STANDARD = Path.of("gatepost.yaml");

  private static final long LARGEST = 8L << 20;

  private ConfigurationFile() {}

  /**
   * Reads the configuration.
   *
   * @param named the file that must be there; empty: {@link #STANDARD}, if it is there
   * @param overrides {@code key=value}; a later one wins
   */
  public static Loading load(Optional<Path> named, List<String> overrides) {
    Problems problems = new Problems();
    SettingsReader settings = new SettingsReader(problems);
    Optional<Path> file = named.isPresent() ? named : Optional.of(STANDARD).filter(Files::exists);
    file.flatMap(path -> text(path, problems))
        .flatMap(text -> YamlTree.read(text, location -> place(file.get(), location), problems))
        .ifPresent(settings::file);
    overrides.forEach(settings::set);
    return new ConfigurationReader(settings.settings(), problems).read();
  }

  private static Origin place(Path file, TokenStreamLocation location) {
    return new Origin.InFile(
        file, Math.max(0, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private static Optional<String> text(Path file, Problems problems) {
    Origin whole = new Origin.InFile(file, 0, 0);
    try {
      if (!Files.exists(file)) {
        problems.add(whole, "no such file");
        return Optional.empty();
      }
      if (Files.isDirectory(file)) {
        problems.add(whole, "is a folder, not a file");
        return Optional.empty();
      }
      try (var in = Files.newInputStream(file)) {
        byte[] octets = in.readNBytes(Math.toIntExact(LARGEST + 1));
        if (octets.length > LARGEST) {
          problems.add(whole, "is larger than " + Sizes.print(LARGEST));
          return Optional.empty();
        }
        String text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
      }
    } catch (CharacterCodingException notText) {
      problems.add(whole, "is not UTF-8 text");
      return Optional.empty();
    } catch (IOException unreadable) {
      problems.add(whole, "cannot be read (" + unreadable.getClass().getSimpleName() + ")");
      return Optional.empty();
    }
  }
}
