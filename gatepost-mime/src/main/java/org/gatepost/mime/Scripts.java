package org.gatepost.mime;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Scripts whose texts put no space between words, nor around an address. */
final class Scripts {
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private Scripts() {}

  static boolean isWithoutSpaces(char c) {
    return c > 0xdff && WITHOUT_SPACES.contains(UnicodeScript.of(c));
  }
}
