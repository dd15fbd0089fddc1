package org.gatepost.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what Mailman's REST interface answers; members that are not known here are skipped. */
final class MailmanAnswers {
  /**
   * One list.
   *
   * @param id names it in further requests
   */
  record MailingList(String id, String address, String name, String about, OptionalInt members) {}

  /**
   * One page of lists.
   *
   * @param total of all pages
   */
  record Page(int total, List<MailingList> lists) {}

  private static final JsonFactory JSON = new JsonFactory();

  private MailmanAnswers() {}

  /**
   * A page of {@code /lists}.
   *
   * @throws tools.jackson.core.JacksonException when it is none
   */
  static Page page(byte[] answer) {
    int total = 0;
    List<MailingList> lists = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), answer)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("total_size")) {
          total = json.getValueAsInt();
        } else if (name.equals("entries") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            lists.add(list(json));
          }
        } else {
          json.skipChildren();
        }
      }
    }
    return new Page(total, lists);
  }

  private static MailingList list(JsonParser json) {
    String id = "";
    String address = "";
    String name = "";
    String about = "";
    OptionalInt members = OptionalInt.empty();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      JsonToken value = json.nextToken();
      switch (member) {
        case "list_id" -> id = json.getValueAsString("");
        case "fqdn_listname" -> address = json.getValueAsString("");
        case "display_name" -> name = json.getValueAsString("");
        case "description" -> about = json.getValueAsString("");
        case "member_count" -> {
          if (value == JsonToken.VALUE_NUMBER_INT) {
            members = OptionalInt.of(json.getValueAsInt());
          }
        }
        default -> json.skipChildren();
      }
    }
    return new MailingList(id, address, name, about, members);
  }

  /**
   * One member of an object whose value is text.
   *
   * @throws tools.jackson.core.JacksonException when it is no object
   */
  static Optional<String> text(byte[] answer, String wanted) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), answer)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals(wanted) && value == JsonToken.VALUE_STRING) {
          return Optional.of(json.getString());
        }
        json.skipChildren();
      }
    }
    return Optional.empty();
  }
}
