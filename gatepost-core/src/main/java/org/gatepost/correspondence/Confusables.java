package org.gatepost.correspondence;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatepost.mail.Address;

/**
 * Letters that are taken for others: the Cyrillic {@code а} for {@code a}, {@code 0} for {@code o},
 * {@code rn} for {@code m}. Two addresses of one skeleton look the same (Unicode Technical Standard
 * 39, section 4). Knows those letters that pass for the ASCII ones of which most addresses are
 * made, not the standard's whole table.
 */
public final class Confusables {
  /** Scripts whose letters pass for Latin ones. */
  private static final Set<UnicodeScript> LIKE_LATIN =
      EnumSet.of(
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARMENIAN,
          UnicodeScript.CHEROKEE,
          UnicodeScript.COPTIC);

  private static final Map<Integer, Character> LOOKS_LIKE = new HashMap<>();

  static {
    String pairs =
        """
        аa еe оo рp сc уy хx іi јj ѕs ԁd һh ӏl ԛq ԝw ѵv кk тt пn ьb гr
        αa οo ρp νv ιi κk τt υu χx γy ϲc ϳj
        օo ոn սu հh զq յj ցg
        ıi ɡg ɑa ʟl ǀl łl øo đd ħh
        0o 1l |l
        """;
    for (String pair : pairs.strip().split("\\s+", -1)) {
      LOOKS_LIKE.put(pair.codePointAt(0), pair.charAt(pair.length() - 1));
    }
  }

  /** How an internationalised label begins in the DNS (RFC 5890). */
  private static final String A_LABEL = "xn--";

  private Confusables() {}

  /** What an address looks like: equal for two that a reader cannot tell apart. */
  public static String skeleton(Address address) {
    return skeleton(address.localPart()) + "@" + skeleton(shown(address));
  }

  /** The domain as a mail program shows it. */
  private static String shown(Address address) {
    String name = address.domain().name();
    return name.contains(A_LABEL) ? IDN.toUnicode(name, IDN.ALLOW_UNASSIGNED) : name;
  }

  private static String skeleton(String text) {
    if (isPlain(text)) {
      return text;
    }
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder skeleton = new StringBuilder(folded.length());
    folded
        .codePoints()
        .forEach(
            letter -> {
              Character like = LOOKS_LIKE.get(letter);
              skeleton.appendCodePoint(like == null ? letter : like);
            });
    return skeleton.toString().replace("rn", "m").replace("vv", "w");
  }

  /** Most texts are their own skeleton, and this must be quick. */
  private static boolean isPlain(String text) {
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = (before == 'r' && c == 'n') || (before == 'v' && c == 'v');
      if (pair || c > 127 || c == '0' || c == '1' || c == '|' || (c >= 'A' && c <= 'Z')) {
        return false;
      }
      before = c;
    }
    return true;
  }

  /**
   * True when Latin letters stand beside others that pass for them within one label or word of the
   * address: hardly any name is written so.
   */
  public static boolean isMixed(Address address) {
    for (String word : (address.localPart() + "." + shown(address)).split("[.@]", -1)) {
      boolean latin = false;
      boolean like = false;
      for (int letter : word.codePoints().filter(Character::isLetter).toArray()) {
        UnicodeScript script = UnicodeScript.of(letter);
        latin |= script == UnicodeScript.LATIN;
        like |= LIKE_LATIN.contains(script);
      }
      if (latin && like) {
        return true;
      }
    }
    return false;
  }
}
