package org.gatepost.bench.recipients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The mail that is measured on: {@code messages.jsonl.gz}, one message a line in the order of their
 * dates, and {@code owner_sent_addresses.json}, which addresses one person wrote from.
 */
final class Corpus {
  /** An address that wrote less than this share of an owner's mail is somebody else's. */
  private static final int LEAST_SHARE = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  Corpus(Path folder) {
    this.folder = folder;
  }

  /**
   * A message.
   *
   * @param number its place in the file, from 0
   * @param fromName name shown beside the author
   * @param to people in To and Cc, without doubles
   */
  record Mail(
      int number,
      Instant when,
      Address from,
      String fromName,
      List<Address> to,
      List<NamedAddress> named,
      String subject,
      String body) {}

  Path messages() {
    return folder.resolve("messages.jsonl.gz");
  }

  Path owners() {
    return folder.resolve("owner_sent_addresses.json");
  }

  void forEach(Consumer<Mail> consumer) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(messages())), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = JSON.readTree(line);
        int place = number++;
        Address.parse(node.path("from").asString())
            .ifPresent(from -> consumer.accept(mail(place, from.person(), node)));
      }
    }
  }

  private static Mail mail(int number, Address from, JsonNode node) {
    Map<Address, String> to = new LinkedHashMap<>();
    for (String field : List.of("to", "cc")) {
      JsonNode addresses = node.path(field);
      List<String> names = names(node.path("x_" + field).asString(""), addresses.size());
      for (int i = 0; i < addresses.size(); i++) {
        String name = names.get(i);
        Address.parse(addresses.path(i).asString())
            .ifPresent(parsed -> to.putIfAbsent(parsed.person(), name));
      }
    }
    return new Mail(
        number,
        Instant.parse(node.path("date").asString()),
        from,
        node.path("x_from").asString(),
        List.copyOf(to.keySet()),
        to.entrySet().stream().map(one -> new NamedAddress(one.getValue(), one.getKey())).toList(),
        node.path("subject").asString(),
        node.path("body").asString());
  }

  /** The display names of a field, if there are as many as addresses; else empty ones. */
  private static List<String> names(String field, int count) {
    String[] names =
        count == 1
            ? new String[] {field}
            : field.split(field.indexOf('<') < 0 ? "," : "(?<=>),", -1);
    return names.length == count
        ? Stream.of(names).map(name -> name.replaceAll("^[\\s'\"]+|['\"]+(?=\\s*<|$)", "")).toList()
        : Collections.nCopies(count, "");
  }

  /** For each address of somebody with several: the one that most was written from. */
  Map<Address, Address> identities() throws IOException {
    Map<Address, Address> identities = new HashMap<>();
    JsonNode owners = JSON.readTree(owners().toFile());
    for (JsonNode owner : owners) {
      String most = "";
      int mostSent = 0;
      for (String address : owner.propertyNames()) {
        if (owner.path(address).asInt() > mostSent) {
          mostSent = owner.path(address).asInt();
          most = address;
        }
      }
      for (String address : owner.propertyNames()) {
        if (owner.path(address).asInt() * LEAST_SHARE >= mostSent) {
          identities.put(Address.of(address).person(), Address.of(most).person());
        }
      }
    }
    return identities;
  }

  static List<Address> users(Path file) throws IOException {
    List<Address> users = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Address.parse(line).ifPresent(user -> users.add(user.person()));
    }
    return users;
  }
}
