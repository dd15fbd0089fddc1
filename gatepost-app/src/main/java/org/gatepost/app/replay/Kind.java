package org.gatepost.app.replay;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What octets are, by how they begin. */
enum Kind {
  MAILBOX,
  MESSAGE,
  GZIP,
  ZIP,
  UNKNOWN;

  /** How many octets are needed to tell. */
  static final int LOOKED_AT = 256;

  /** A first line that only mail has. */
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)(received|return-path|delivered-to|from|to|cc|bcc|subject|date|message-id|sender"
              + "|reply-to|mime-version|content-[a-z-]+|x-[a-z0-9-]+|dkim-signature"
              + "|authentication-results|arc-[a-z-]+|resent-[a-z-]+|envelope-to|status|references"
              + "|in-reply-to|user-agent|thread-[a-z-]+|importance|priority)[ \\t]*:.*",
          Pattern.DOTALL);

  static Kind of(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u001f\u008b")) {
      return GZIP;
    }
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
      return ZIP;
    }
    if (text.startsWith("From ")) {
      return MAILBOX;
    }
    return HEADER.matcher(text).matches() ? MESSAGE : UNKNOWN;
  }

  /**
   * True when a file found in a folder is taken for mail: by how it begins, or because its name
   * says that it is.
   */
  boolean isMail(String name) {
    return this != UNKNOWN || name.toLowerCase(Locale.ROOT).endsWith(".eml");
  }
}
