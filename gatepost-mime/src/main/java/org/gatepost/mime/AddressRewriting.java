package org.gatepost.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatepost.mail.Address;

/**
 * Finds addresses in the octets of a text and says what comes in their place. Works on octets, so
 * that it suits every character set that has ASCII below 128; the spelling of the {@code @} stays
 * ({@code %40} in a link, a character reference in HTML).
 */
final class AddressRewriting {
  private static final String AT = "(@|%40|&#0{0,9}64;|&#[xX]0{0,9}40;|&commat;)";

  /** Needs no escaping in text, HTML or a link. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+");

  private record Rule(Pattern pattern, Address right) {}

  private final List<Rule> rules = new ArrayList<>();

  /**
   * @param corrected wrong address to right one
   */
  AddressRewriting(Map<Address, Address> corrected) {
    // One rule for a person: two would change the same place twice.
    Map<Address, Address> people = new LinkedHashMap<>();
    corrected.forEach((wrong, right) -> people.putIfAbsent(wrong.person(), right));
    people.forEach(
        (person, right) -> {
          if (isSafe(right)) {
            rules.add(new Rule(pattern(person), right));
          }
        });
  }

  static boolean isSafe(Address right) {
    return SAFE.matcher(right.toString()).matches();
  }

  private static Pattern pattern(Address person) {
    return Pattern.compile(
        "(?<![A-Za-z0-9_.+'-])"
            + Pattern.quote(person.localPart())
            + "(?:\\+[A-Za-z0-9._=-]{0,64})?"
            + AT
            + Pattern.quote(person.domain().name())
            + "(?![A-Za-z0-9-]|\\.[A-Za-z0-9])",
        Pattern.CASE_INSENSITIVE);
  }

  /** Where the octets change; none of it overlaps. */
  List<Splice> in(byte[] octets, Charset charset) {
    String view = new String(octets, StandardCharsets.ISO_8859_1);
    List<Splice> splices = new ArrayList<>();
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern().matcher(view);
      while (matcher.find()) {
        if (!isBehindLetter(octets, matcher.start(), charset)) {
          String right = rule.right().localPart() + matcher.group(1) + rule.right().domain().name();
          splices.add(new Splice(matcher.start(), matcher.end(), right));
        }
      }
    }
    splices.sort(java.util.Comparator.comparingLong(Splice::start));
    return splices;
  }

  /** True when a letter beyond ASCII stands before it: then it is the end of a longer address. */
  private static boolean isBehindLetter(byte[] octets, int at, Charset charset) {
    if (at == 0 || octets[at - 1] >= 0) {
      return false;
    }
    int from = at - 1;
    while (charset.equals(StandardCharsets.UTF_8)
        && from > 0
        && at - from < 4
        && (octets[from] & 0xc0) == 0x80) {
      from--;
    }
    String before = new String(octets, from, at - from, charset);
    return Character.isLetterOrDigit(before.codePointBefore(before.length()));
  }
}
