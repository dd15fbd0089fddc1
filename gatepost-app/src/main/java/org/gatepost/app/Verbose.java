package org.gatepost.app;

/** A command that can be asked for the details of a fault. */
interface Verbose {
  boolean isVerbose();
}
