package org.gatepost.correspondence;

import java.util.LinkedHashSet;
import java.util.Set;
import org.gatepost.mail.Address;

/**
 * How alike two addresses are spelled, in slips of the finger: a letter left out, added, changed or
 * swapped with its neighbour counts one (Damerau 1964), and so does any number of letters that are
 * taken for others ({@link Confusables}). The same local part at another domain counts at most
 * {@link #ELSEWHERE}.
 */
public final class Closeness {
  /** The same local part at a domain that is not alike. */
  public static final int ELSEWHERE = 4;

  /**
   * Another form of the same name at the same domain: {@code hlowndes}, {@code harriet.lowndes}.
   */
  public static final int OTHER_FORM = 5;

  /** Not alike. */
  public static final int FAR = 9;

  private static final int SLIPS = 2;
  private static final int SLIPS_OF_DOMAIN = 3;
  private static final int LONGEST = 64;

  private Closeness() {}

  /** Slips between two addresses, {@link #FAR} when there are too many; 0 when they are equal. */
  public static int between(Address a, Address b) {
    int slips = slips(a, b);
    if (slips > 1 && looksTheSame(a, b)) {
      return 1;
    }
    boolean otherForm =
        slips == FAR
            && a.domain().equals(b.domain())
            && fits(a)
            && fits(b)
            && NameForms.alike(a, b);
    return otherForm ? OTHER_FORM : slips;
  }

  private static boolean looksTheSame(Address a, Address b) {
    return fits(a) && fits(b) && Confusables.skeleton(a).equals(Confusables.skeleton(b));
  }

  private static boolean fits(Address address) {
    return address.localPart().length() <= LONGEST;
  }

  private static int slips(Address a, Address b) {
    String localA = a.localPart();
    String localB = b.localPart();
    String domainA = a.domain().name();
    String domainB = b.domain().name();
    if (localA.equals(localB)) {
      return domainA.equals(domainB)
          ? 0
          : Math.min(ELSEWHERE, slips(domainA, domainB, SLIPS_OF_DOMAIN));
    }
    int local = slips(localA, localB, SLIPS);
    if (local > SLIPS) {
      return FAR;
    }
    if (domainA.equals(domainB)) {
      return local;
    }
    int domain = slips(domainA, domainB, SLIPS);
    return domain <= SLIPS && local + domain <= SLIPS_OF_DOMAIN ? local + domain : FAR;
  }

  /**
   * Keys under which to look for addresses one slip away (two for a swap), that look the same, or
   * that are another form of the name: two addresses that are so near share a key. There are about
   * as many keys as letters.
   */
  public static Set<String> keys(Address address) {
    String local = cut(address.localPart());
    String domain = cut(address.domain().name());
    Set<String> keys = new LinkedHashSet<>();
    keys.add("@" + local);
    keys.add("S" + Confusables.skeleton(new Address(local, address.domain())));
    NameForms.all(new Address(local, address.domain()))
        .forEach(form -> keys.add("N" + domain + "/" + form));
    without(local, "L" + domain + "/", keys);
    without(domain, "D" + local + "/", keys);
    return keys;
  }

  /** Edits between two texts, or {@code most + 1} as soon as it is clear that there are more. */
  public static int slips(String a, String b, int most) {
    int n = a.length();
    int m = b.length();
    if (Math.abs(n - m) > most || n > LONGEST || m > LONGEST) {
      return most + 1;
    }
    int[] before = new int[m + 1];
    int[] last = new int[m + 1];
    int[] row = new int[m + 1];
    for (int j = 0; j <= m; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= n; i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= m; j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int value = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          value = Math.min(value, before[j - 2] + 1);
        }
        row[j] = value;
        best = Math.min(best, value);
      }
      if (best > most) {
        return most + 1;
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return Math.min(last[m], most + 1);
  }

  private static void without(String text, String prefix, Set<String> keys) {
    keys.add(prefix + text);
    for (int i = 0; i < text.length(); i++) {
      keys.add(prefix + text.substring(0, i) + text.substring(i + 1));
    }
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
