package org.gatepost.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Octets in memory in front of other octets. */
final class PrefixedContent implements Content {
  private final byte[] prefix;
  private final Content rest;

  PrefixedContent(byte[] prefix, Content rest) {
    this.prefix = prefix;
    this.rest = rest;
  }

  @Override
  public long size() {
    return prefix.length + rest.size();
  }

  @Override
  public InputStream open(long start, long end) throws IOException {
    int from = (int) Math.min(start, prefix.length);
    int to = (int) Math.min(end, prefix.length);
    InputStream head = new ByteArrayInputStream(prefix, from, to - from);
    long restStart = Math.max(0, start - prefix.length);
    long restEnd = Math.max(0, end - prefix.length);
    return restEnd == restStart
        ? head
        : new SequenceInputStream(head, rest.open(restStart, restEnd));
  }

  @Override
  public void close() {
    rest.close();
  }
}
