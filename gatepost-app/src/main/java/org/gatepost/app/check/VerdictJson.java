package org.gatepost.app.check;

import org.gatepost.app.Json;
import org.gatepost.inspect.Finding;
import org.gatepost.policy.Decision;
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
    return Json.line(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("message", judged.message());
          json.writeStringProperty("verdict", verdict.strictest().wireName());
          json.writeStringProperty("policy", verdict.policy());
          json.writeArrayPropertyStart("recipients");
          verdict.decisions().forEach(decision -> recipient(json, decision));
          json.writeEndArray();
          json.writeArrayPropertyStart("findings");
          verdict.findings().forEach(finding -> finding(json, finding));
          if (allFindings) {
            verdict.furtherFindings().forEach(finding -> finding(json, finding));
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("offers");
          verdict.offers().stream().map(Offer::wireName).forEach(json::writeString);
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
    json.writeEndObject();
  }
}
