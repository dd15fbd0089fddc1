package org.gatepost.bench.recipients;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import tools.jackson.core.JacksonException;
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

  /**
   * Goes through the mail.
   *
   * @throws UnusableMailException where a line is no message, or the file is cut short
   */
  void forEach(Consumer<Mail> consumer) throws IOException {
    int number = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(messages())), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        mail(number++, line).ifPresent(consumer);
      }
    } catch (EOFException | ZipException broken) {
      throw new UnusableMailException(
          messages() + " is broken behind line " + number + ": " + broken.getMessage(), broken);
    }
  }

  /** The message in a line; nothing for one whose From is no address. */
  private Optional<Mail> mail(int number, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (!node.isObject()) {
        throw new UnusableMailException(line(number) + " is no message.");
      }
      return Address.parse(node.path("from").asString(""))
          .map(from -> mail(number, from.person(), node));
    } catch (JacksonException | DateTimeParseException malformed) {
      // Neither exception's own message: it quotes the mail.
      throw new UnusableMailException(
          line(number)
              + (malformed instanceof DateTimeParseException
                  ? " has no date like 2001-10-02T09:15:00Z."
                  : " is no JSON."),
          malformed);
    }
  }

  private String line(int number) {
    return "Line " + (number + 1) + " of " + messages();
  }

  private static Mail mail(int number, Address from, JsonNode node) {
    Map<Address, String> to = new LinkedHashMap<>();
    for (String field : List.of("to", "cc")) {
      JsonNode addresses = node.path(field);
      List<String> names = names(node.path("x_" + field).asString(""), addresses.size());
      for (int i = 0; i < addresses.size(); i++) {
        String name = names.get(i);
        Address.parse(addresses.path(i).asString(""))
            .ifPresent(parsed -> to.putIfAbsent(parsed.person(), name));
      }
    }
    return new Mail(
        number,
        Instant.parse(node.path("date").asString("")),
        from,
        node.path("x_from").asString(""),
        List.copyOf(to.keySet()),
        to.entrySet().stream().map(one -> new NamedAddress(one.getValue(), one.getKey())).toList(),
        node.path("subject").asString(""),
        node.path("body").asString(""));
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
    for (JsonNode owner : ownersNode()) {
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
          identities.put(person(address, owners()), person(most, owners()));
        }
      }
    }
    return identities;
  }

  private JsonNode ownersNode() throws IOException {
    try (InputStream in = Files.newInputStream(owners())) {
      JsonNode owners = JSON.readTree(in);
      if (!owners.isObject()) {
        throw new UnusableMailException(owners() + " is no JSON object.");
      }
      return owners;
    } catch (JacksonException malformed) {
      throw new UnusableMailException(owners() + " is no JSON.", malformed);
    }
  }

  private static Address person(String address, Path file) {
    return Address.parse(address)
        .orElseThrow(
            () -> new UnusableMailException(file + " names no address: \"" + address + "\"."))
        .person();
  }

  /**
   * The senders to test, a line each, without doubles.
   *
   * @throws UnusableMailException when a line is no address, or there is none
   */
  static List<Address> users(Path file) throws IOException {
    Set<Address> users = new LinkedHashSet<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        users.add(person(line, file));
      }
    }
    if (users.isEmpty()) {
      throw new UnusableMailException(file + " names nobody.");
    }
    return List.copyOf(users);
  }
}
