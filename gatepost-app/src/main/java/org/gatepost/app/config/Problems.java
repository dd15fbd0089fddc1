package org.gatepost.app.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that it can be said at once. */
final class Problems {
  /** Nobody reads more; what is left is counted. */
  private static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> remarks = new ArrayList<>();
  private int more;

  void add(Origin origin, String text) {
    if (found.size() < MOST) {
      found.add(new Problem(origin, text));
    } else {
      more++;
    }
  }

  /** Something that is passed over and should be looked at: it keeps nothing from starting. */
  void remark(Origin origin, String text) {
    if (remarks.size() < MOST) {
      remarks.add(new Problem(origin, text));
    }
  }

  List<Problem> remarks() {
    return List.copyOf(remarks);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> all() {
    if (more == 0) {
      return List.copyOf(found);
    }
    List<Problem> all = new ArrayList<>(found);
    all.add(new Problem(new Origin.Default(), "and " + more + " more problems"));
    return List.copyOf(all);
  }
}
