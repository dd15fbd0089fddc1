package org.gatepost.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatepost.delivery.Composer.Obstacle;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;

/**
 * Looks for whatever would show one recipient's address to another although each gets a copy of
 * their own. What cannot be looked into counts as showing it.
 *
 * <p>Known limits: text in pictures; documents that pack their text in ways of their own, such as
 * PDF; words that stand for an address (“anna at example org”).
 */
final class ObstacleSearch {
  static final String ENCRYPTED =
      "It is encrypted, and encrypted mail names the keys of everyone who can open it.";

  /** Octets of a message inside a message that are taken apart in memory. */
  private static final int INNER_MESSAGE = 32 << 20;

  /** Messages within encoded messages. */
  private static final int INNER_DEPTH = 3;

  private final Findings findings = new Findings();
  private final OctetSearch octets;

  private ObstacleSearch(AddressSpotter.Wanted wanted) {
    this.octets = new OctetSearch(wanted, findings);
  }

  static List<Obstacle> search(Message message, Set<Address> people) throws IOException {
    Set<Address> authors = CopyHeader.authors(message.heading());
    Set<Address> others = new HashSet<>();
    for (Address person : people) {
      if (!authors.contains(person.person())) {
        others.add(person);
      }
    }
    if (others.size() < 2) {
      return List.of();
    }
    ObstacleSearch search = new ObstacleSearch(new AddressSpotter.Wanted(others));
    CopyHeader header = new CopyHeader(message);
    for (Headers.Field field : message.headers().fields()) {
      if (header.keeps(field)) {
        String kept = field.isNamed("Received") ? header.received(field).orElse("") : field.value();
        search.value(kept, "the header field “" + field.name() + "”");
      }
    }
    message
        .root()
        .fileName()
        .ifPresent(name -> search.octets.pipelines(search.findings.at("the file name")).all(name));
    search.part(message.root(), "", 0);
    search.source(message);
    return search.findings.obstacles();
  }

  /** What no part holds: text before, between and behind the parts. */
  private void source(Message message) throws IOException {
    if (!message.root().children().isEmpty() && findings.isEmpty()) {
      octets.search(message.root().body().open(), "the source of the message");
    }
  }

  private void value(String value, String where) {
    CharSink sink = octets.pipelines(findings.at(where));
    sink.all(value);
    sink.all(EncodedWords.decode(value));
  }

  private void part(Part part, String within, int depth) throws IOException {
    String where = where(part, within);
    if (isEncrypted(part)) {
      findings.add(where, ENCRYPTED);
    }
    if (!part.children().isEmpty()) {
      String inner = part.isMultipart() ? within : where;
      for (Part child : part.children()) {
        partHeaders(child, where(child, inner));
        part(child, inner, depth);
      }
      return;
    }
    String encoding = EntityHead.of(part.headers(), "text/plain").encoding();
    if (!part.isMultipart() && !TransferDecoding.isKnown(encoding)) {
      findings.add(where, "It is in an encoding that cannot be looked into.");
    }
    octets.search(part.body().open(), where);
    if (part.isText()) {
      text(part, where);
    }
    if (isMessage(part)) {
      innerMessage(part, where, depth);
    }
  }

  private void partHeaders(Part part, String where) {
    String place = where.startsWith("the text") ? "the text's header" : "the header of " + where;
    boolean isProtected =
        Parameterised.parse(
                part.headers().first("Content-Type").map(Headers.Field::value).orElse(""))
            .parameters()
            .keySet()
            .stream()
            .anyMatch(name -> name.equals("hp") || name.equals("protected-headers"));
    for (Headers.Field field : part.headers().fields()) {
      value(field.value(), isProtected ? "the protected header" : place);
    }
    part.fileName().ifPresent(name -> octets.pipelines(findings.at(place)).all(name));
  }

  /** The characters of a text: letters beyond ASCII, and character sets that have no ASCII. */
  private void text(Part part, String where) throws IOException {
    String name = part.charset().orElse("us-ascii");
    Optional<Charset> charset = Charsets.named(name);
    if (charset.isEmpty()) {
      findings.add(where, "It is in a character set that is not known: " + shortened(name) + ".");
      return;
    }
    CharSink sink = octets.pipelines(findings.at(where));
    try (Reader reader = new InputStreamReader(part.body().open(), charset.get())) {
      char[] buffer = new char[4096];
      int read;
      while ((read = reader.read(buffer)) > 0) {
        for (int i = 0; i < read; i++) {
          sink.accept(buffer[i]);
        }
      }
    }
    sink.finish();
  }

  /** A message whose octets are encoded: it is taken apart by itself. */
  private void innerMessage(Part part, String where, int depth) throws IOException {
    byte[] inner;
    try (InputStream in = part.body().open()) {
      inner = in.readNBytes(INNER_MESSAGE + 1);
    }
    if (inner.length > INNER_MESSAGE || depth == INNER_DEPTH) {
      findings.add(where, "It is a message too large or too deep to be looked into.");
      return;
    }
    switch (StructureScan.scan(Content.of(inner))) {
      case StructureScan.Scanned.Refused _, StructureScan.Scanned.BeyondLimits _ -> {
        // A file that is only named like a message was searched as the octets that it is.
        if (part.mediaType().startsWith("message/")) {
          findings.add(where, "It is a message that cannot be looked into.");
        }
      }
      case StructureScan.Scanned.Tree(var root) -> {
        partHeaders(root, where);
        part(root, where, depth + 1);
      }
    }
  }

  private static boolean isMessage(Part part) {
    return part.mediaType().equals("message/rfc822")
        || part.mediaType().equals("message/global")
        || part.fileName().map(ObstacleSearch::lower).map(n -> n.endsWith(".eml")).orElse(false);
  }

  private static boolean isEncrypted(Part part) {
    String name = part.fileName().map(ObstacleSearch::lower).orElse("");
    return switch (part.mediaType()) {
      case "multipart/encrypted", "application/pgp-encrypted" -> true;
      case "application/pkcs7-mime", "application/x-pkcs7-mime" ->
          // An opaque signature packs its text; only the detached kind can be looked through.
          true;
      default -> name.endsWith(".p7m");
    };
  }

  private String where(Part part, String within) {
    if (!within.isEmpty()) {
      return within;
    }
    if (part.mediaType().startsWith("message/")) {
      return "the attached message";
    }
    if (!part.attachment()) {
      return "the text";
    }
    return part.fileName()
        .map(name -> "attachment “" + shortened(name) + "”")
        .orElse("an attachment without a name");
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
