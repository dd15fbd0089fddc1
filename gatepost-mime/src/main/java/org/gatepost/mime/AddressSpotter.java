package org.gatepost.mime;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatepost.mail.Address;
import org.gatepost.mail.Domain;

/**
 * Spots the addresses of given people in text: at each {@code @} it looks left and right for as far
 * as an address can reach, so that the time does not depend on how many people there are.
 */
final class AddressSpotter implements CharSink {
  /** RFC 5321 section 4.5.3.1.1 allows 64; twice that for quotes and tags. */
  private static final int LEFT = 130;

  /** RFC 5321 section 4.5.3.1.2. */
  private static final int RIGHT = 256;

  private final Wanted wanted;
  private final Set<Address> spotted;
  private final char[] window = new char[8192];
  private int length;
  private int looked;

  private AddressSpotter(Wanted wanted, Set<Address> spotted) {
    this.wanted = wanted;
    this.spotted = spotted;
  }

  /** Whom to look for, prepared once for many texts. */
  static final class Wanted {
    private final Map<String, Map<String, Address>> byDomain = new HashMap<>();
    private final BitSet lengths = new BitSet();

    Wanted(Collection<Address> people) {
      for (Address address : people) {
        Address person = address.person();
        byDomain
            .computeIfAbsent(person.domain().name(), _ -> new HashMap<>())
            .put(person.localPart(), address);
      }
      byDomain.keySet().forEach(domain -> lengths.set(domain.length()));
    }

    /**
     * @param spotted where those that are found are put
     */
    AddressSpotter spotter(Set<Address> spotted) {
      return new AddressSpotter(this, spotted);
    }
  }

  @Override
  public void accept(char c) {
    if (c >= 0xad && isInvisible(c)) {
      return;
    }
    if (length == window.length) {
      look(length - RIGHT);
      int keep = RIGHT + LEFT;
      System.arraycopy(window, length - keep, window, 0, keep);
      length = keep;
      looked = LEFT;
    }
    window[length++] = c == '＠' || c == '﹫' ? '@' : c;
  }

  @Override
  public void finish() {
    look(length);
    length = 0;
    looked = 0;
  }

  private void look(int until) {
    for (int i = looked; i < until; i++) {
      if (window[i] == '@') {
        at(i);
      }
    }
  }

  private void at(int at) {
    int end = at + 1;
    while (end < length && end - at < RIGHT && isDomain(window[end])) {
      end++;
    }
    int ascii = at + 1;
    while (ascii < end && window[ascii] < 128) {
      ascii++;
    }
    // “anna@example.org.Then” and “anna@example.org-” name example.org too.
    for (int cut = Math.min(end, at + 1 + wanted.lengths.length()); cut > at + 1; cut--) {
      boolean edge = cut == end || window[cut] == '.' || window[cut] == '-' || isForeign(cut);
      // Only letters beyond ASCII change a name's length when it is normalised.
      boolean possible = cut > ascii || wanted.lengths.get(cut - at - 1);
      if (edge && possible && window[cut - 1] != '.') {
        Map<String, Address> there = wanted.byDomain.get(domain(at + 1, cut));
        if (there != null) {
          local(at, there);
        }
      }
    }
  }

  private static String domain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) > 127) {
        return Domain.of(text).name();
      }
    }
    return lower;
  }

  private String domain(int from, int to) {
    return domain(new String(window, from, to - from));
  }

  private void local(int at, Map<String, Address> there) {
    Set<String> candidates = new HashSet<>();
    if (at > 0 && window[at - 1] == '"') {
      int open = at - 2;
      while (open >= 0 && at - open < LEFT && window[open] != '"') {
        open--;
      }
      if (open >= 0 && window[open] == '"') {
        candidates.add(new String(window, open + 1, at - open - 2).replace("\\", ""));
      }
    }
    int start = at;
    while (start > 0 && at - start < LEFT && isLocal(window[start - 1])) {
      start--;
      // What is legal in a local part and still stands around addresses: ?to=anna@… 'anna@…'
      if (start > 0 && ("!#$%&'*/=?^`{|}~".indexOf(window[start - 1]) >= 0 || isForeign(start))) {
        candidates.add(new String(window, start, at - start));
      }
    }
    candidates.add(new String(window, start, at - start));
    while (start < at && !Character.isLetterOrDigit(window[start])) {
      // A dash or a dot before it: a list item, an ellipsis.
      start++;
      candidates.add(new String(window, start, at - start));
    }
    for (String candidate : candidates) {
      String folded = candidate.toLowerCase(Locale.ROOT);
      int plus = folded.indexOf('+');
      Address found = there.get(plus > 0 ? folded.substring(0, plus) : folded);
      if (found != null) {
        spotted.add(found);
      }
    }
  }

  /** Where a text without spaces begins or ends. */
  private boolean isForeign(int at) {
    return Scripts.isWithoutSpaces(window[at]) != Scripts.isWithoutSpaces(window[at - 1]);
  }

  private static boolean isDomain(char c) {
    return c < 128
        ? Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '[' || c == ']' || c == ':'
        : isLetter(c);
  }

  private static boolean isLocal(char c) {
    return c < 128 ? c > ' ' && c != 0x7f && "()<>[]:;@\\,\"".indexOf(c) < 0 : isLetter(c);
  }

  private static boolean isLetter(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || isMark(c);
  }

  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Characters that nobody sees: soft hyphen, zero-width ones, byte order mark. */
  private static boolean isInvisible(char c) {
    return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff;
  }
}
