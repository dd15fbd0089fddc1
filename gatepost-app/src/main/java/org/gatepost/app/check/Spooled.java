package org.gatepost.app.check;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.gatepost.mail.Content;

/**
 * Octets that come as a stream and are needed more than once: in memory while they are few, then in
 * a private file that is unlinked as soon as it is open, so that nothing is left behind by a crash.
 * What goes beyond the limit is counted and not kept.
 */
public final class Spooled extends OutputStream {
  /** More than most messages have. */
  private static final int IN_MEMORY = 256 << 10;

  private final long limit;
  private byte[] memory = new byte[1 << 14];
  private Optional<FileChannel> file = Optional.empty();
  private long size;

  /**
   * @param limit how many octets are kept at most
   */
  public Spooled(long limit) {
    this.limit = limit;
  }

  /** True when more came than may be kept; the content is then of no use. */
  public boolean isTooLarge() {
    return size > limit;
  }

  public long size() {
    return size;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    long before = size;
    size += length;
    if (isTooLarge()) {
      return;
    }
    if (file.isEmpty() && size > IN_MEMORY) {
      file = Optional.of(privateFile());
      store(memory, 0, Math.toIntExact(before));
      memory = new byte[0];
    }
    if (file.isPresent()) {
      store(octets, offset, length);
    } else {
      if (size > memory.length) {
        memory = java.util.Arrays.copyOf(memory, (int) Math.min(IN_MEMORY, size * 2));
      }
      System.arraycopy(octets, offset, memory, Math.toIntExact(before), length);
    }
  }

  /** What was written; whoever takes it closes it. Nothing may be written afterwards. */
  public Content content() {
    if (file.isPresent()) {
      Content content = FileContent.of(file.get(), size);
      file = Optional.empty();
      return content;
    }
    return Content.of(java.util.Arrays.copyOf(memory, Math.toIntExact(size)));
  }

  /** Drops what was written and not taken. */
  @Override
  public void close() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void store(byte[] octets, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(octets, offset, length);
    while (buffer.hasRemaining()) {
      file.orElseThrow().write(buffer);
    }
  }

  private static FileChannel privateFile() throws IOException {
    Path path = Files.createTempFile("gatepost", ".eml");
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }
}
