package org.gatepost.web;

/** Says whether the pages can do their work now. */
@FunctionalInterface
public interface Readiness {
  /** True when storage answers. */
  boolean isReady();
}
