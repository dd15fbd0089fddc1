package org.gatepost.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatepost.mail.Content;

/**
 * Received octets in a nameless file, read by position, so that readers do not disturb each other.
 */
final class FileContent implements Content {
  private final ContentStore store;
  private final FileChannel file;
  private final long size;
  private final AtomicBoolean closed = new AtomicBoolean();

  FileContent(ContentStore store, FileChannel file, long size) {
    this.store = store;
    this.file = file;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open(long start, long end) throws IOException {
    if (closed.get()) {
      throw new IOException("The content has been closed.");
    }
    Objects.checkFromToIndex(start, end, size);
    return new Stretch(start, end);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      NamelessFile.close(file);
      store.closed();
    }
  }

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
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int most = (int) Math.min(length, end - position);
      if (most == 0) {
        return -1;
      }
      int count = file.read(ByteBuffer.wrap(into, offset, most), position);
      if (count < 0) {
        throw new IOException("The temporary file is shorter than it was.");
      }
      position += count;
      return count;
    }

    @Override
    public long skip(long octets) {
      long skipped = Math.clamp(octets, 0, end - position);
      position += skipped;
      return skipped;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, end - position);
    }
  }
}
