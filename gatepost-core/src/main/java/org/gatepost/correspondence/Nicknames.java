package org.gatepost.correspondence;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Given names that stand for each other in English: Bob and Robert, Liz and Elizabeth. */
public final class Nicknames {
  private static final Map<String, Set<String>> ALIKE = new HashMap<>();

  static {
    String groups =
        """
        jim james jimmy|bob robert rob bobby|bill william will billy willie|dick richard rick rich
        mike michael mick|dave david|tom thomas tommy|joe joseph|steve steven stephen
        chris christopher christine christina|jeff jeffrey geoffrey geoff|greg gregory
        ken kenneth kenny|ron ronald|don donald donnie|dan daniel danny|matt matthew|tony anthony
        andy andrew drew|ed edward eddie|liz elizabeth beth betsy lisa
        kate katherine kathy cathy kathleen catherine kay|sue susan suzanne|barb barbara
        deb debra deborah debbie|jen jennifer jenny|pat patrick patricia patti|ben benjamin
        sam samuel samantha|tim timothy|larry lawrence|jerry gerald jerome|phil phillip philip
        doug douglas|charlie charles chuck|fred frederick|nick nicholas|pete peter|ray raymond
        vince vincent|john jon jonathan jack|kim kimberly|cindy cynthia|sandy sandra
        becky rebecca|vicki victoria|terry teresa theresa|margaret peggy meg maggie|mark marc
        rod rodney|stan stanley|walt walter|wes wesley|harry harold|hank henry|alex alexander
        """;
    for (String group : groups.strip().split("[|\n]", -1)) {
      String[] names = group.strip().split(" ", -1);
      for (String name : names) {
        ALIKE.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(Set.of(names));
      }
    }
  }

  private Nicknames() {}

  /** True for the same given name or another form of it; both lower case. */
  public static boolean same(String one, String other) {
    return one.equals(other) || of(one).contains(other);
  }

  /** Every form of a given name, itself among them when it has others. */
  public static Set<String> of(String name) {
    return ALIKE.getOrDefault(name, Set.of());
  }
}
