package org.gatepost.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.gatepost.mail.Address;
import org.jspecify.annotations.Nullable;

/**
 * Looks through octets of any kind for addresses: as they are, as 16-bit text in either order,
 * without markup, and inside zip (and so Office) and gzip files. Streams; what it unpacks is
 * limited, and what lies beyond the limit is an obstacle, not a blind spot.
 */
final class OctetSearch {
  /** An archive in an archive in an archive. */
  private static final int DEPTH = 3;

  /** Octets unpacked from one message. */
  private static final long UNPACKED = 256L << 20;

  /** A member may grow by this factor, beyond the first megabyte; XML packs to a tenth or so. */
  private static final int RATIO = 200;

  private static final long RATIO_FREE = 1 << 20;

  /** Members of all archives of one message. */
  private static final int MEMBERS = 10_000;

  private static final String PGP = "-----BEGIN PGP MESSAGE-----";

  private final AddressSpotter.Wanted wanted;
  private final Findings findings;
  private long unpacked;
  private int members;

  OctetSearch(AddressSpotter.Wanted wanted, Findings findings) {
    this.wanted = wanted;
    this.findings = findings;
  }

  /** Looks through a stream to its end and closes it. */
  void search(InputStream octets, String where) throws IOException {
    try (octets) {
      search(octets, where, 0);
    }
  }

  private void search(InputStream in, String where, int depth) throws IOException {
    PushbackInputStream octets = new PushbackInputStream(in, 4);
    byte[] magic = octets.readNBytes(4);
    octets.unread(magic);
    boolean zip = starts(magic, 'P', 'K', 3, 4);
    boolean gzip = starts(magic, 0x1f, 0x8b);
    if (isSealed(magic)) {
      findings.add(where, "It is a kind of archive that cannot be looked into.");
    }
    if (depth == DEPTH && (zip || gzip)) {
      findings.add(where, "It holds archives in archives, too deep to be looked into.");
    }
    if (depth == DEPTH || (!zip && !gzip)) {
      plain(octets, where);
      return;
    }
    // The names in an archive's own directory are looked at with the octets that stay packed.
    ShownStream packed = new ShownStream(octets, pipelines(findings.at(where)));
    try {
      Optional<String> limit =
          zip
              ? zip(packed, where, depth)
              : member(new GZIPInputStream(packed), packed, where, depth);
      limit.ifPresent(because -> findings.add(where, because));
    } catch (IOException | IllegalArgumentException unreadable) {
      // Damaged archives fail in many ways; what could not be read to its end is not proven clean.
      findings.add(where, "It is an archive that cannot be looked into: locked or damaged.");
    }
    packed.drain();
  }

  private Optional<String> zip(ShownStream packed, String where, int depth) throws IOException {
    ZipInputStream zip = new ZipInputStream(packed, StandardCharsets.ISO_8859_1);
    ZipEntry entry;
    while ((entry = zip.getNextEntry()) != null) {
      pipelines(findings.at(where)).all(entry.getName());
      if (++members > MEMBERS) {
        return Optional.of("Its archives hold more than " + MEMBERS + " files.");
      }
      Optional<String> limit = member(zip, packed, where, depth);
      if (limit.isPresent()) {
        return limit;
      }
    }
    return Optional.empty();
  }

  /** Looks through one member; says which limit it passed. */
  private Optional<String> member(InputStream member, ShownStream packed, String where, int depth)
      throws IOException {
    Bounded bounded = new Bounded(member, packed);
    search(bounded, where, depth + 1);
    return Optional.ofNullable(bounded.because);
  }

  private void plain(InputStream octets, String where) throws IOException {
    CharSink sink = pipelines(findings.at(where));
    PhraseSpotter pgp = new PhraseSpotter(PGP);
    byte[] buffer = new byte[8192];
    int read;
    while ((read = octets.read(buffer)) > 0) {
      for (int i = 0; i < read; i++) {
        sink.accept(character(buffer[i]));
        pgp.accept(buffer[i]);
      }
    }
    sink.finish();
    if (pgp.isSeen()) {
      findings.add(where, ObstacleSearch.ENCRYPTED);
    }
  }

  /** Octets beyond ASCII stand beside addresses in binary files; in text they are decoded first. */
  static char character(byte octet) {
    return octet < 0 ? ' ' : (char) octet;
  }

  /** The ways in which addresses are written: plainly, in 16 bits, and in pieces between tags. */
  CharSink pipelines(Set<Address> spotted) {
    return CharSink.each(
        new EntityDecoding(new PercentDecoding(wanted.spotter(spotted))),
        new WithoutNul(
            CharSink.each(
                new EntityDecoding(new PercentDecoding(wanted.spotter(spotted))),
                new TagStripping(
                    new EntityDecoding(new PercentDecoding(wanted.spotter(spotted)))))));
  }

  private static boolean starts(byte[] octets, int... magic) {
    if (octets.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((octets[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** 7-Zip, RAR, bzip2, xz: nothing here unpacks them. */
  private static boolean isSealed(byte[] magic) {
    return starts(magic, '7', 'z', 0xbc, 0xaf)
        || starts(magic, 'R', 'a', 'r', '!')
        || starts(magic, 'B', 'Z', 'h')
        || starts(magic, 0xfd, '7', 'z', 'X');
  }

  /** Drops the zero octets of 16-bit text. */
  private record WithoutNul(CharSink next) implements CharSink {
    @Override
    public void accept(char c) {
      if (c != 0) {
        next.accept(c);
      }
    }

    @Override
    public void finish() {
      next.finish();
    }
  }

  /**
   * A member of an archive, cut off where it grows beyond the limits; does not close what it reads.
   */
  private final class Bounded extends InputStream {
    private final InputStream in;
    private final ShownStream packed;
    private final long packedBefore;
    private long grown;
    @Nullable String because;

    Bounded(InputStream in, ShownStream packed) {
      this.in = in;
      this.packed = packed;
      this.packedBefore = packed.count();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (because != null) {
        return -1;
      }
      int read = in.read(to, offset, length);
      if (read > 0) {
        grown += read;
        unpacked += read;
        long source = packed.count() - packedBefore + 1;
        if (unpacked > UNPACKED) {
          because = "Its archives are too large to be looked into when unpacked.";
        } else if (grown > RATIO_FREE && grown / source > RATIO) {
          because = "It is an archive that grows beyond measure when unpacked.";
        }
      }
      return read;
    }
  }
}
