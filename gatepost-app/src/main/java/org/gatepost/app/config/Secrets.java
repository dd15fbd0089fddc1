package org.gatepost.app.config;

import java.nio.file.Path;
import java.util.Optional;

/** Finds where a secret is kept, from its pair of keys. */
final class Secrets {
  private Secrets() {}

  static Optional<Secret> of(
      Settings settings, Key<Path> file, Key<String> variable, Problems problems) {
    Optional<Secret> inFile = settings.find(file).map(Secret.InFile::new);
    Optional<Secret> inVariable = settings.find(variable).map(Secret.InEnvironment::new);
    if (inFile.isPresent() && inVariable.isPresent()) {
      problems.add(
          settings.origin(variable),
          variable.name() + ": given as well as " + file.name() + "; one of them is enough");
    }
    return inFile.or(() -> inVariable);
  }
}
