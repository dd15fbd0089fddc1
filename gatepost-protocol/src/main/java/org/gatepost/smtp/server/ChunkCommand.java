package org.gatepost.smtp.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code BDAT size [LAST]} (RFC 3030 section 2). */
record ChunkCommand(long size, boolean last) {
  private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18})( +(?i:LAST))? *");

  static Optional<ChunkCommand> parse(String argument) {
    Matcher matcher = SYNTAX.matcher(argument);
    return matcher.matches()
        ? Optional.of(new ChunkCommand(Long.parseLong(matcher.group(1)), matcher.group(2) != null))
        : Optional.empty();
  }
}
