package org.gatepost.app.replay;

import static org.gatepost.app.replay.Letters.gzip;
import static org.gatepost.app.replay.Letters.letter;
import static org.gatepost.app.replay.Letters.octets;
import static org.gatepost.app.replay.Letters.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of made-up sent mail in all kinds of boxes. */
public final class SentArchive {
  private static final Instant START = Instant.parse("2026-06-08T08:00:00Z");
  private static final int BOMB = 300 << 20;

  private final Path folder;
  private int written;

  public SentArchive(Path folder) {
    this.folder = folder;
  }

  public SentArchive file(String name, byte[] octets) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, octets);
    return this;
  }

  public SentArchive message(String name) throws IOException {
    return file(name, octets(next()));
  }

  public SentArchive mailbox(String name, int messages) throws IOException {
    return file(name, box(messages));
  }

  public SentArchive gzipped(String name, int messages) throws IOException {
    return file(name, gzip(box(messages)));
  }

  public SentArchive maildir(String name, int messages) throws IOException {
    for (int i = 0; i < messages; i++) {
      file(
          name + (i % 2 == 0 ? "/cur/" : "/.Sent/new/") + "1717." + i + ".host:2,S",
          octets(next()));
    }
    Files.createDirectories(folder.resolve(name + "/.Sent/tmp"));
    return file(name + "/tmp/not-whole-yet", octets(next()));
  }

  public SentArchive zipped(String name, int messages) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry("folder/"));
      out.closeEntry();
      for (int i = 0; i < messages; i++) {
        out.putNextEntry(new ZipEntry("folder/" + i + ".eml"));
        out.write(octets(next()));
        out.closeEntry();
      }
    }
    return file(name, packed.toByteArray());
  }

  public SentArchive zippedGzip(String name, int messages) throws IOException {
    return file(name, zip("sent.mbox.gz", gzip(box(messages))));
  }

  public SentArchive zipInZip(String name) throws IOException {
    return file(name, zip("inner.zip", zip("one.eml", octets(next()))));
  }

  public SentArchive packedThrice(String name) throws IOException {
    return file(name, zip("a.zip", zip("b.zip", zip("one.eml", octets(next())))));
  }

  /** A message that all of twelve strangers see. */
  public SentArchive openMessage(String date) throws IOException {
    return file("open-" + written++ + ".eml", octets(letter("open", Instant.parse(date), 12)));
  }

  public SentArchive blindCopy(int hidden) throws IOException {
    StringBuilder bcc = new StringBuilder("Bcc: first@inbox.example");
    for (int i = 0; i < hidden; i++) {
      bcc.append(",\n family").append(i).append("@inbox.example");
    }
    return file("blind.eml", octets(bcc + "\n" + next()));
  }

  public SentArchive foreign() throws IOException {
    return file("foreign.eml", octets(next().replace("anna@city.example", "x@other.example")));
  }

  public SentArchive unaddressed() throws IOException {
    return file("draft.eml", octets("From: anna@city.example\nSubject: draft\n\nHi\n"));
  }

  public SentArchive linkedTo(String name, Path target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), target);
    return this;
  }

  public SentArchive gzipBomb(String name) throws IOException {
    return file(name, bomb());
  }

  public SentArchive zipBomb(String name) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry("big.eml"));
      writeBomb(out);
      out.closeEntry();
    }
    return file(name, packed.toByteArray());
  }

  /** Packed twice, so that a few octets stand for all of it. */
  public SentArchive nestedBomb(String name) throws IOException {
    return file(name, zip("big.gz", bomb()));
  }

  public SentArchive truncatedGzip(String name) throws IOException {
    byte[] whole = gzip(box(5));
    return file(name, Arrays.copyOf(whole, whole.length - 20));
  }

  public SentArchive truncatedZip(String name) throws IOException {
    byte[] whole = zip("a.eml", octets(next()));
    return file(name, Arrays.copyOf(whole, whole.length - 30));
  }

  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      writeBomb(out);
    }
    return packed.toByteArray();
  }

  private static void writeBomb(java.io.OutputStream out) throws IOException {
    out.write(octets("From: anna@city.example\nTo: b@city.example\n\n"));
    byte[] zeros = new byte[1 << 20];
    for (int i = 0; i < BOMB / zeros.length; i++) {
      out.write(zeros);
    }
  }

  private byte[] box(int messages) {
    String[] letters = new String[messages];
    Arrays.setAll(letters, _ -> next());
    return octets(Letters.mailbox(letters));
  }

  private String next() {
    written++;
    return letter("m" + written, START.plusSeconds(60L * written), 1);
  }
}
