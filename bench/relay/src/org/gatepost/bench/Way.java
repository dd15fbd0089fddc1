package org.gatepost.bench;

/** Which way the mail goes. */
enum Way {
  DIRECT("direct"),
  THROUGH("through Gatepost"),
  HELD("held by Gatepost");

  private final String title;

  Way(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
