package org.gatepost.app.replay;

import java.util.List;
import org.gatepost.app.Json;
import org.gatepost.app.replay.ReplayReport.Line;
import tools.jackson.core.JsonGenerator;

/** The report of a replay for programs: one object in one line. */
public final class ReplayJson {
  private ReplayJson() {}

  public static String line(ReplayReport report) {
    return Json.line(
        json -> {
          json.writeStartObject();
          counts(json, report.all());
          report.first().ifPresent(first -> json.writeStringProperty("first", first.toString()));
          report.last().ifPresent(last -> json.writeStringProperty("last", last.toString()));
          json.writeArrayPropertyStart("rules");
          for (Line rule : report.rules()) {
            json.writeStartObject();
            json.writeStringProperty("rule", rule.name());
            json.writeNumberProperty("stopped", rule.stopped());
            json.writeNumberProperty(
                "warningsPer1000",
                new Line(rule.name(), report.all().messages(), rule.stopped()).per1000());
            json.writeEndObject();
          }
          json.writeEndArray();
          lines(json, "senders", "sender", report.senders());
          lines(json, "weeks", "week", report.weeks());
          json.writeObjectPropertyStart("notCounted");
          json.writeNumberProperty("writtenBySomebodyElse", report.notOurs());
          json.writeNumberProperty("withoutRecipient", report.unaddressed());
          json.writeNumberProperty("unreadableMessages", report.troubles().messages());
          json.writeNumberProperty("unreadableFiles", report.troubles().files());
          json.writeNumberProperty("otherFiles", report.ignored());
          json.writeEndObject();
          json.writeNumberProperty("unable", report.unable());
          json.writeArrayPropertyStart("troubles");
          report.troubles().named().forEach(trouble -> trouble(json, trouble));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void trouble(JsonGenerator json, Troubles.Trouble trouble) {
    json.writeStartObject();
    json.writeStringProperty("file", trouble.name());
    json.writeStringProperty("because", trouble.because());
    json.writeEndObject();
  }

  private static void lines(JsonGenerator json, String name, String key, List<Line> lines) {
    json.writeArrayPropertyStart(name);
    for (Line line : lines) {
      json.writeStartObject();
      json.writeStringProperty(key, line.name());
      counts(json, line);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void counts(JsonGenerator json, Line line) {
    json.writeNumberProperty("messages", line.messages());
    json.writeNumberProperty("stopped", line.stopped());
    json.writeNumberProperty("warningsPer1000", line.per1000());
  }
}
