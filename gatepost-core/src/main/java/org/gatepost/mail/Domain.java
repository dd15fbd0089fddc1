package org.gatepost.mail;

import java.net.IDN;
import java.util.Locale;

/**
 * A domain name as one comparable value: lower case, no final dot, internationalised labels as
 * A-labels (RFC 5890), so that two spellings of one domain are equal. An address literal such as
 * {@code [192.0.2.1]} (RFC 5321 section 4.1.3) is kept as it is, in lower case.
 */
public record Domain(String name) implements Comparable<Domain> {
  /** Normalises; a name that IDNA cannot map keeps its own lower-case spelling. */
  public Domain {
    name = normalise(name);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A domain name is empty.");
    }
  }

  public static Domain of(String name) {
    return new Domain(name);
  }

  /** True when this is {@code parent} or lies below it; label by label, never by mere suffix. */
  public boolean isWithin(Domain parent) {
    return name.equals(parent.name) || name.endsWith("." + parent.name);
  }

  public boolean isLiteral() {
    return name.startsWith("[");
  }

  @Override
  public int compareTo(Domain other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }

  private static String normalise(String raw) {
    String text = raw.strip().toLowerCase(Locale.ROOT);
    while (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.startsWith("[") || isAscii(text)) {
      return text;
    }
    try {
      return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notMappable) {
      return text;
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
