package org.gatepost.app;

/** Exit statuses of every command (sysexits.h where it has one). The highest of several applies. */
public final class ExitStatus {
  /** All is well; every message may go as it is. */
  public static final int OK = 0;

  /** Something would be stopped or changed. */
  public static final int STOPPED = 1;

  /** The command line was used wrongly, or names a file to work on that is not there. */
  public static final int USAGE = 2;

  /** The input is not a message, or not a backup. */
  public static final int NOT_A_MESSAGE = 65;

  /** A needed service is down. */
  public static final int SERVICE_DOWN = 69;

  /** A fault of ours. */
  public static final int FAULT = 70;

  /** The configuration is bad, or its file is not there. */
  public static final int CONFIGURATION = 78;

  private ExitStatus() {}
}
