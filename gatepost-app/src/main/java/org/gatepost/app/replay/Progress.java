package org.gatepost.app.replay;

/** Told how far a replay is. */
public interface Progress {
  /**
   * It begins.
   *
   * @param octets of all units whose size is known
   */
  void begin(long octets);

  /** One more message is done. */
  void message();

  /** A unit of that size is done. */
  void unit(long octets);

  void end();

  /** Nobody watches. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void begin(long octets) {}

      @Override
      public void message() {}

      @Override
      public void unit(long octets) {}

      @Override
      public void end() {}
    };
  }
}
