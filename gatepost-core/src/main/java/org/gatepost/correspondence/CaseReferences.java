package org.gatepost.correspondence;

import java.util.Set;

/** Finds the case references in a text, by patterns that each organisation sets. */
@FunctionalInterface
public interface CaseReferences {
  /** More than these in one message are not looked at. */
  int MOST = 20;

  /**
   * The references in order of first mention, at most {@link #MOST}; takes time linear in the text.
   */
  Set<CaseReference> in(String text);

  /** No patterns are set. */
  static CaseReferences none() {
    return _ -> Set.of();
  }
}
