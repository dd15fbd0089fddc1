package org.gatepost.app;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** JSON text, in one line for programs or indented for people. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** What the writer writes, in one line without a line end. */
  public static String line(Consumer<JsonGenerator> writer) {
    return text(ObjectWriteContext.empty(), writer);
  }

  /** What the writer writes, over several lines, without a last line end. */
  public static String indented(Consumer<JsonGenerator> writer) {
    return text(new Indented(), writer);
  }

  private static String text(ObjectWriteContext context, Consumer<JsonGenerator> writer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(context, text)) {
      writer.accept(json);
    }
    return text.toString();
  }

  /** Two spaces a level, the same on every machine. */
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }
  }
}
