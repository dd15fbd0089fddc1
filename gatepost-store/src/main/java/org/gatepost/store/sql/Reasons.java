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
import org.gatepost.gate.AuditTrail.Reason;
import org.gatepost.policy.Verdict;

/** An audit row's findings as octets to be sealed: their words can name what a message is about. */
final class Reasons {
  private static final int FORM = 1;

  private Reasons() {}

  static byte[] octets(Verdict verdict) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(FORM);
      out.writeInt(verdict.findings().size());
      for (var finding : verdict.findings()) {
        write(out, finding.kind().wireName());
        out.writeDouble(finding.confidence());
        out.writeInt(finding.recipients().size());
        write(out, finding.because());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return octets.toByteArray();
  }

  static List<Reason> read(byte[] octets) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      int form = in.readByte();
      if (form != FORM) {
        throw new IllegalStateException("An audit row was written by a later Gatepost: " + form);
      }
      int count = in.readInt();
      List<Reason> reasons = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        reasons.add(new Reason(text(in), in.readDouble(), in.readInt(), text(in)));
      }
      return reasons;
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
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
