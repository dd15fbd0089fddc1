package org.gatepost.smtp.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code KEY=value} words behind a path (RFC 5321 section 4.1.2), keys in upper case. */
final class Parameters {
  private Parameters() {}

  /** Empty when a word is no parameter or a key stands twice. A key alone has the value "". */
  static Optional<Map<String, String>> parse(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return Optional.of(found);
    }
    for (String word : text.split(" +", -1)) {
      int equals = word.indexOf('=');
      String key = (equals < 0 ? word : word.substring(0, equals)).toUpperCase(Locale.ROOT);
      String value = equals < 0 ? "" : word.substring(equals + 1);
      if (!isKey(key)
          || (equals >= 0 && value.isEmpty())
          || !isValue(value)
          || found.putIfAbsent(key, value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  private static boolean isKey(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-');
  }

  private static boolean isValue(String text) {
    return text.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '=');
  }
}
