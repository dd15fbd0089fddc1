package org.gatepost.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatepost.app.config.Node.Scalar;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Disposition.Until;

/** Reads what happens to a message: {@code then} and {@code otherwise}. */
final class DispositionReader {
  static final List<String> WORDS = List.of("deliver", "split", "hold", "refuse");
  static final String REFUSAL = "This message is against your organisation's rules for mail.";

  private static final String WANTED =
      "deliver, split, hold, refuse, {hold: {for: 60s}}, {hold: {approval: reviewer}} or"
          + " {refuse: text}";
  private static final ScalarType<Duration> WINDOW =
      Types.duration(Duration.ofSeconds(1), Duration.ofDays(7));

  private final Problems problems;

  DispositionReader(Problems problems) {
    this.problems = problems;
  }

  Optional<Disposition> read(String where, Node node) {
    return switch (node) {
      case Scalar scalar -> word(where, scalar);
      case Node.Mapping map -> map(where, map);
      case Node.Sequence _, Node.Empty _ -> ValueType.wrong(where, node, WANTED, problems);
    };
  }

  private Optional<Disposition> word(String where, Scalar scalar) {
    return switch (scalar.text()) {
      case "deliver" -> Optional.of(Disposition.deliver());
      case "split" -> Optional.of(new Disposition.Split());
      case "hold" -> Optional.of(Disposition.holdForSender());
      case "refuse" -> Optional.of(new Disposition.Refuse(REFUSAL));
      case "seal" -> notBuilt(where, scalar);
      default -> ValueType.wrong(where, scalar, WANTED, problems);
    };
  }

  private Optional<Disposition> notBuilt(String where, Node node) {
    problems.add(
        node.origin(),
        where + ": seal is not built yet; in this version a rule can deliver, split, hold, refuse");
    return Optional.empty();
  }

  private Optional<Disposition> map(String where, Node.Mapping map) {
    MapFields fields = new MapFields(where, map, List.of("hold", "refuse", "seal"), problems);
    Optional<Node> hold = fields.find("hold");
    Optional<Node> refuse = fields.find("refuse");
    if (fields.find("seal").isPresent()) {
      return notBuilt(where, map);
    }
    if (hold.isPresent() == refuse.isPresent()) {
      return ValueType.wrong(where, map, WANTED, problems);
    }
    return hold.isPresent()
        ? hold.flatMap(node -> hold(where + ".hold", node))
        : refuse.flatMap(node -> refuse(where + ".refuse", node));
  }

  private Optional<Disposition> hold(String where, Node node) {
    if (!(node instanceof Node.Mapping map)) {
      return ValueType.wrong(where, node, "{for: 60s} or {approval: reviewer}", problems);
    }
    MapFields fields = new MapFields(where, map, List.of("for", "approval"), problems);
    Optional<Node> window = fields.find("for");
    Optional<Node> approval = fields.find("approval");
    if (window.isPresent() == approval.isPresent()) {
      return ValueType.wrong(where, node, "either for or approval", problems);
    }
    Optional<Until> until =
        window.isPresent()
            ? window
                .flatMap(value -> WINDOW.read(where + ".for", value, problems))
                .map(Until.TimeIsOver::new)
            : approval.flatMap(value -> approval(where + ".approval", value));
    return until.map(Disposition.Hold::new);
  }

  private Optional<Until> approval(String where, Node node) {
    return Types.oneOf(Approval.class)
        .read(where, node, problems)
        .map(
            who ->
                switch (who) {
                  case SENDER -> new Until.SenderDecides();
                  case REVIEWER -> new Until.ReviewerDecides();
                });
  }

  /** The text goes into an SMTP answer: one line, ASCII (RFC 5321 section 4.2.1). */
  private Optional<Disposition> refuse(String where, Node node) {
    Optional<String> text = Types.TEXT.read(where, node, problems);
    if (text.isPresent() && !text.get().matches("[ -~]{1,400}")) {
      problems.add(node.origin(), where + ": expected at most 400 characters, plain ASCII");
      return Optional.empty();
    }
    return text.map(Disposition.Refuse::new);
  }

  /** Who ends a hold. */
  enum Approval {
    SENDER,
    REVIEWER
  }
}
