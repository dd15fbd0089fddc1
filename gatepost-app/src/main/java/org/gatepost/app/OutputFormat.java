package org.gatepost.app;

/** How results are printed. */
enum OutputFormat {
  TEXT,
  JSON
}
