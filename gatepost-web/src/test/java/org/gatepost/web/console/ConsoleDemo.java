package org.gatepost.web.console;

import org.gatepost.mail.Address;

/**
 * The console with made-up mail, to be looked at: start the main method with a port (0 takes a free
 * one) and, to see it without trial mode, the word {@code live}. Everything is forgotten at the
 * end.
 */
public final class ConsoleDemo {
  private ConsoleDemo() {}

  public static void main(String[] args) throws InterruptedException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
    boolean trial = args.length < 2 || !args[1].equals("live");
    try (Town town = new Town(Town.settings(trial, port))) {
      Scenes scenes = new Scenes(town);
      System.out.println("console:  " + town.url());
      System.out.println("password: " + Town.PASSWORD + " (for each of:)");
      for (Address person :
          java.util.List.of(
              Town.SENDER,
              Town.COLLEAGUE,
              Town.REVIEWER,
              Town.OFFICER,
              Town.AUTHOR,
              Town.ADMINISTRATOR,
              Town.NEWCOMER)) {
        System.out.println("  " + person);
      }
      System.out.println("link:     " + town.url() + town.link(scenes.open));
      Thread.currentThread().join();
    }
  }
}
