package org.gatepost.app.check;

import java.util.ArrayList;
import java.util.List;
import org.gatepost.app.Json;
import org.gatepost.inspect.Finding;
import org.gatepost.policy.Decision;
import org.gatepost.policy.Disposition;
import org.gatepost.policy.Offer;
import org.gatepost.policy.Verdict;
import tools.jackson.core.JsonGenerator;

/** The verdict as JSON, one object in one line. Other programs rely on every name here. */
public final class VerdictJson {
  private VerdictJson() {}

  /**
   * The line, without its end.
   *
   * @param allFindings also those that no rule acted on
   */
  public static String line(Checked.Judged judged, boolean allFindings) {
    Verdict verdict = judged.verdict();
    List<Finding> findings = new ArrayList<>(verdict.findings());
    if (allFindings) {
      findings.addAll(verdict.furtherFindings());
    }
    return line(
        judged.message(),
        verdict.strictest().wireName(),
        verdict.policy(),
        verdict.decisions(),
        findings,
        verdict.offers());
  }

  /** The line for a message that could not be judged; its recipients may not be known. */
  public static String line(Checked.Unjudged unjudged) {
    return line(
        unjudged.message(),
        new Disposition.Unable(unjudged.because()).wireName(),
        unjudged.policy(),
        unjudged.decisions(),
        List.of(),
        List.of());
  }

  private static String line(
      String message,
      String verdict,
      String policy,
      List<Decision> decisions,
      List<Finding> findings,
      List<Offer> offers) {
    return Json.line(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("message", message);
          json.writeStringProperty("verdict", verdict);
          json.writeStringProperty("policy", policy);
          json.writeArrayPropertyStart("recipients");
          decisions.forEach(decision -> recipient(json, decision));
          json.writeEndArray();
          json.writeArrayPropertyStart("findings");
          findings.forEach(finding -> finding(json, finding));
          json.writeEndArray();
          json.writeArrayPropertyStart("offers");
          offers.stream().map(Offer::wireName).forEach(json::writeString);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void recipient(JsonGenerator json, Decision decision) {
    json.writeStartObject();
    json.writeStringProperty("address", decision.recipient().toString());
    json.writeStringProperty("field", decision.place().wireName());
    json.writeStringProperty("decision", decision.disposition().wireName());
    json.writeStringProperty("rule", decision.rule());
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("kind", finding.kind().wireName());
    json.writeNumberProperty("confidence", finding.confidence());
    json.writeArrayPropertyStart("recipients");
    finding.recipients().forEach(address -> json.writeString(address.toString()));
    json.writeEndArray();
    json.writeStringProperty("evidence", finding.evidence().text());
    json.writeStringProperty("because", finding.because());
    if (!finding.suggestions().isEmpty()) {
      json.writeArrayPropertyStart("suggestions");
      finding.suggestions().forEach(suggestion -> suggestion(json, suggestion));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void suggestion(JsonGenerator json, Finding.Suggestion suggestion) {
    json.writeStartObject();
    json.writeStringProperty("wrong", suggestion.wrong().toString());
    json.writeStringProperty("likely", suggestion.likely().toString());
    json.writeEndObject();
  }
}
