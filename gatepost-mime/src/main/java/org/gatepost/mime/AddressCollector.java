package org.gatepost.mime;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.gatepost.mail.Address;

/**
 * Collects every address that stands in a text: at each {@code @} it looks left and right for as
 * far as an address can reach. Takes time in proportion to the text, whatever it holds.
 */
final class AddressCollector implements CharSink {
  /** RFC 5321 section 4.5.3.1.1 allows 64; twice that for tags. */
  private static final int LEFT = 130;

  /** RFC 5321 section 4.5.3.1.2. */
  private static final int RIGHT = 256;

  /** What may stand in a local part, but in texts stands before one: {@code ?to=anna@…}. */
  private static final String BEFORE = "!#$%&*/=?^`{|}~";

  /** Addresses, each with true when it stands only in what is quoted. */
  static final class Collected {
    private final Map<Address, Boolean> addresses = new LinkedHashMap<>();
    private final int most;
    private boolean full;

    /**
     * @param most how many are kept
     */
    Collected(int most) {
      this.most = most;
    }

    Map<Address, Boolean> addresses() {
      return addresses;
    }

    /** True when there were more. */
    boolean isFull() {
      return full;
    }

    private void add(Address address, boolean quoted) {
      if (addresses.size() < most || addresses.containsKey(address)) {
        addresses.merge(address, quoted, (before, now) -> before && now);
      } else {
        full = true;
      }
    }
  }

  private final Collected into;
  private final BooleanSupplier quoted;
  private final char[] window = new char[LEFT];
  private long seen;
  private final StringBuilder local = new StringBuilder();
  private final StringBuilder domain = new StringBuilder();
  private boolean inDomain;
  private boolean isQuoted;

  AddressCollector(Collected into, BooleanSupplier quoted) {
    this.into = into;
    this.quoted = quoted;
  }

  @Override
  public void accept(char given) {
    char c = given == '＠' || given == '﹫' ? '@' : given;
    if (isInvisible(c)) {
      return;
    }
    if (inDomain) {
      if (isDomain(c) && domain.length() < RIGHT) {
        domain.append(c);
      } else {
        end();
      }
    }
    if (c == '@' && seen > 0) {
      begin();
    }
    window[(int) (seen++ % LEFT)] = c;
  }

  @Override
  public void finish() {
    if (inDomain) {
      end();
    }
    seen = 0;
  }

  /** At an {@code @}: what stands before it is in the window. */
  private void begin() {
    local.setLength(0);
    for (long i = seen - 1; i >= 0 && i > seen - LEFT; i--) {
      char c = window[(int) (i % LEFT)];
      if (!isLocal(c)) {
        break;
      }
      local.append(c);
    }
    local.reverse();
    for (int i = local.length() - 1; i >= 0; i--) {
      if (BEFORE.indexOf(local.charAt(i)) >= 0) {
        local.delete(0, i + 1);
        break;
      }
    }
    while (!local.isEmpty() && ".'-".indexOf(local.charAt(0)) >= 0) {
      local.deleteCharAt(0);
    }
    domain.setLength(0);
    inDomain = !local.isEmpty();
    isQuoted = quoted.getAsBoolean();
  }

  private void end() {
    inDomain = false;
    for (String name : domains(domain.toString())) {
      for (String mailbox : locals(local.toString())) {
        Address.parse(mailbox + "@" + name).ifPresent(found -> into.add(found, isQuoted));
      }
    }
  }

  /**
   * What the writer may have meant by a local part: emphasis ({@code _anna@…_}) and text in scripts
   * that have no spaces look like a part of it.
   */
  private static Set<String> locals(String text) {
    Set<String> locals = new LinkedHashSet<>();
    locals.add(text);
    String plain = text.replaceFirst("^_+", "");
    int foreign = plain.length();
    while (foreign > 0 && !Scripts.isWithoutSpaces(plain.charAt(foreign - 1))) {
      foreign--;
    }
    locals.add(plain);
    locals.add(plain.substring(foreign));
    locals.remove("");
    return locals;
  }

  /**
   * What the writer may have meant by a domain: an ellipsis, the next sentence ({@code
   * city.example.Then}) and text in scripts that have no spaces look like a part of it. A name
   * without a dot is no address that mail from here could reach.
   */
  private static Set<String> domains(String text) {
    Set<String> domains = new LinkedHashSet<>();
    int ellipsis = text.indexOf("..");
    String name = trimmed(ellipsis < 0 ? text : text.substring(0, ellipsis));
    domains.add(name);
    for (int i = 1; i < name.length(); i++) {
      char before = name.charAt(i - 1);
      char c = name.charAt(i);
      boolean sentence = before == '.' && Character.isUpperCase(c) && i > 1;
      if ((sentence && Character.isLowerCase(name.charAt(i - 2)))
          || (Scripts.isWithoutSpaces(c) && !Scripts.isWithoutSpaces(before))) {
        domains.add(trimmed(name.substring(0, i)));
        break;
      }
    }
    domains.removeIf(one -> one.indexOf('.') <= 0);
    return domains;
  }

  private static String trimmed(String domain) {
    int length = domain.length();
    while (length > 0 && ".-:".indexOf(domain.charAt(length - 1)) >= 0) {
      length--;
    }
    return domain.substring(0, length);
  }

  private static boolean isDomain(char c) {
    return c < 128 ? Character.isLetterOrDigit(c) || c == '.' || c == '-' : isLetter(c);
  }

  private static boolean isLocal(char c) {
    return c < 128 ? c > ' ' && c != 0x7f && "()<>[]:;@\\,\"".indexOf(c) < 0 : isLetter(c);
  }

  private static boolean isLetter(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  /** Characters that nobody sees: soft hyphen, zero-width ones, byte order mark. */
  private static boolean isInvisible(char c) {
    return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff;
  }
}
