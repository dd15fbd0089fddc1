package org.gatepost.store.sql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatepost.inspect.Evidence;
import org.gatepost.inspect.Finding;
import org.gatepost.inspect.FindingKind;
import org.gatepost.mail.Address;

/**
 * The part of a hold that could tell what the message says, as octets to be sealed: its subject and
 * its findings; and who of its recipients gets a copy of their own. A number in front names the
 * form: the first one knew nothing of copies, the first two nothing of suggestions.
 */
record Details(String subject, List<Finding> findings, Set<Address> split) {
  private static final int WITHOUT_COPIES = 1;
  private static final int WITHOUT_SUGGESTIONS = 2;
  private static final int FORM = 3;

  byte[] octets() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(FORM);
      write(out, subject);
      out.writeInt(findings.size());
      for (Finding finding : findings) {
        write(out, finding.kind().wireName());
        out.writeDouble(finding.confidence());
        out.writeInt(finding.recipients().size());
        for (Address recipient : finding.recipients()) {
          write(out, recipient.toString());
        }
        write(out, finding.evidence().text());
        write(out, finding.because());
        out.writeInt(finding.suggestions().size());
        for (Finding.Suggestion suggestion : finding.suggestions()) {
          write(out, suggestion.wrong().toString());
          write(out, suggestion.likely().toString());
        }
      }
      out.writeInt(split.size());
      for (Address recipient : split) {
        write(out, recipient.toString());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return octets.toByteArray();
  }

  static Details read(byte[] octets) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      int form = in.readByte();
      if (form < WITHOUT_COPIES || form > FORM) {
        throw new IllegalStateException("A held message was written by a later Gatepost: " + form);
      }
      String subject = text(in);
      int count = in.readInt();
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        findings.add(finding(in, form));
      }
      return new Details(
          subject, findings, form == WITHOUT_COPIES ? Set.of() : Set.copyOf(addresses(in)));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private static Finding finding(DataInputStream in, int form) throws IOException {
    String name = text(in);
    FindingKind kind =
        FindingKind.parse(name)
            .orElseThrow(() -> new IllegalStateException("Unknown kind of finding: " + name));
    double confidence = in.readDouble();
    return new Finding(
        kind,
        confidence,
        addresses(in),
        Evidence.of(text(in)),
        text(in),
        form <= WITHOUT_SUGGESTIONS ? List.of() : suggestions(in));
  }

  private static List<Finding.Suggestion> suggestions(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Finding.Suggestion> suggestions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Address wrong = Sql.address(text(in));
      suggestions.add(new Finding.Suggestion(wrong, Sql.address(text(in))));
    }
    return suggestions;
  }

  private static List<Address> addresses(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Address> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add(Sql.address(text(in)));
    }
    return addresses;
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(octets.length);
    out.write(octets);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] octets = in.readNBytes(length);
    return new String(octets, StandardCharsets.UTF_8);
  }
}
