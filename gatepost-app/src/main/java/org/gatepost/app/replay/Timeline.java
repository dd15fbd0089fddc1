package org.gatepost.app.replay;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.gatepost.mail.Message;

/**
 * Messages of many units in date order. Every mailbox is read from front to back, and of all that
 * are open the one whose next message is the earliest comes first: the order is exact when each
 * mailbox is in date order itself. Memory is bounded by the number of open units, not by the amount
 * of mail.
 */
final class Timeline {
  /** How many units are open at once; beyond that the order is that of their first messages. */
  private static final int MOST_OPEN = 100;

  /** Takes the messages as they come. */
  @FunctionalInterface
  interface Visitor {
    void visit(Message message, Instant date);
  }

  private final MailOpener opener;
  private final Troubles troubles;
  private final Progress progress;
  private final PriorityQueue<Cursor> open =
      new PriorityQueue<>(Comparator.comparing(Cursor::date));

  Timeline(MailOpener opener, Troubles troubles, Progress progress) {
    this.opener = opener;
    this.troubles = troubles;
    this.progress = progress;
  }

  /**
   * Goes through all messages, from the beginning of the progress to its end. A visitor does not
   * close them.
   *
   * @param units earliest first
   */
  void walk(List<Survey.Dated> units, Visitor visitor) throws IOException {
    progress.begin(units.stream().mapToLong(Survey.Dated::octets).sum());
    int opened = 0;
    while (opened < units.size() || !open.isEmpty()) {
      if (opened < units.size() && isDue(units.get(opened).first())) {
        open(units.get(opened));
        opened++;
      } else {
        step(visitor);
      }
    }
    progress.end();
  }

  private boolean isDue(Instant first) {
    Cursor next = open.peek();
    return next == null || (open.size() < MOST_OPEN && !first.isAfter(next.date()));
  }

  private void open(Survey.Dated unit) throws IOException {
    try {
      proceed(new Cursor(unit, opener.open(unit.unit())));
    } catch (IOException unreadable) {
      troubles.add(unit.unit().name(), unreadable);
      progress.unit(unit.octets());
    }
  }

  private void step(Visitor visitor) throws IOException {
    Cursor cursor = open.remove();
    switch (cursor.take()) {
      case Cursor.Item.Letter(Message message) -> {
        try (message) {
          visitor.visit(message, cursor.date());
        }
      }
      case Cursor.Item.Unreadable(String because) ->
          troubles.message(cursor.unit().unit().name(), because);
      case Cursor.Item.BeyondLimits(String because) ->
          troubles.unable(cursor.unit().unit().name(), because);
    }
    progress.message();
    proceed(cursor);
  }

  /** Puts a cursor back into the order, at its next message; one that has ended is closed. */
  private void proceed(Cursor cursor) throws IOException {
    boolean more = false;
    try {
      more = cursor.advance();
    } catch (IOException unreadable) {
      troubles.add(cursor.unit().unit().name(), unreadable);
    }
    if (more) {
      open.add(cursor);
    } else {
      cursor.close();
      progress.unit(cursor.unit().octets());
    }
  }
}
