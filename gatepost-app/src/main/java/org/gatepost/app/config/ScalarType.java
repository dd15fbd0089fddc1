package org.gatepost.app.config;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatepost.app.config.Node.Scalar;
import org.gatepost.app.config.Node.Scalar.Kind;
import tools.jackson.core.JsonGenerator;

/**
 * A single value.
 *
 * @param wanted for messages: "a duration such as 60s"
 * @param kinds what YAML may take it for
 * @param parse text to value; throws {@link WrongValueException} to say more than {@code wanted}
 */
record ScalarType<T>(
    String word,
    String wanted,
    Set<Kind> kinds,
    Function<Scalar, Optional<T>> parse,
    Function<T, String> print,
    Consumer<JsonGenerator> members)
    implements ValueType<T> {

  /** Text that looks right and is not, with a sentence that says why. */
  static final class WrongValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    WrongValueException(String sentence) {
      super(sentence, null, false, false);
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  @Override
  public Optional<T> read(String key, Node node, Problems problems) {
    if (!(node instanceof Scalar scalar)) {
      return ValueType.wrong(key, node, wanted, problems);
    }
    boolean given = scalar.origin() instanceof Origin.OnCommandLine;
    if (!given && !kinds.contains(scalar.kind())) {
      String hint = kinds.equals(Set.of(Kind.TEXT)) ? " (put it in quotes)" : "";
      return ValueType.wrong(key, node, wanted + hint, problems);
    }
    try {
      Optional<T> value = parse.apply(scalar);
      return value.isPresent() ? value : ValueType.wrong(key, node, wanted, problems);
    } catch (WrongValueException wrong) {
      problems.add(node.origin(), key + ": " + wrong.sentence());
      return Optional.empty();
    }
  }

  @Override
  public String show(T value) {
    return print.apply(value);
  }

  @Override
  public void schema(JsonGenerator json) {
    members.accept(json);
  }

  @Override
  public void json(JsonGenerator json, T value) {
    if (kinds.contains(Kind.TEXT)) {
      json.writeString(show(value));
    } else {
      json.writeRawValue(show(value));
    }
  }
}
