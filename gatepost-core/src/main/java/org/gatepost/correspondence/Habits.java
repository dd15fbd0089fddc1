package org.gatepost.correspondence;

/**
 * What is usual for a sender.
 *
 * @param messages how many the sender wrote, as far as is known
 * @param people whom the sender ever wrote to
 * @param newRate share of messages that had somebody new among the recipients, 0 to 1; pulled
 *     towards 0.2 while there are few
 */
public record Habits(int messages, int people, double newRate) {
  public static Habits unknown() {
    return new Habits(0, 0, 0.2);
  }
}
