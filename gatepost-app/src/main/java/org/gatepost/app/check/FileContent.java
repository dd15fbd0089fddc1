package org.gatepost.app.check;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gatepost.mail.Content;

/** The octets of a file, read where they lie. The file must not change meanwhile. */
final class FileContent implements Content {
  private final FileChannel channel;
  private final long size;

  private FileContent(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static FileContent open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new FileContent(channel, channel.size());
    } catch (IOException unreadable) {
      channel.close();
      throw unreadable;
    }
  }

  /** Takes over a file that is open already, up to an offset. */
  static FileContent of(FileChannel channel, long size) {
    return new FileContent(channel, size);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open(long start, long end) {
    return new BufferedInputStream(new Stretch(start, end), 1 << 14);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Reads from its own position, so that several readers do not meet. */
  private final class Stretch extends InputStream {
    private long position;
    private final long end;

    Stretch(long start, long end) {
      this.position = start;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position >= end) {
        return -1;
      }
      int wanted = (int) Math.min(length, end - position);
      int read = channel.read(ByteBuffer.wrap(octets, offset, wanted), position);
      if (read > 0) {
        position += read;
      }
      return read;
    }
  }
}
