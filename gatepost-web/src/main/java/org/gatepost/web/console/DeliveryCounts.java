package org.gatepost.web.console;

import java.util.List;
import org.gatepost.delivery.Delivery;

/**
 * Where the copies of a released message stand.
 *
 * @param inDoubt begun, and no answer came: the next hop may have them
 */
public record DeliveryCounts(int sent, int waiting, int failed, int inDoubt) {
  static DeliveryCounts of(List<Delivery.Progress> progress) {
    int sent = 0;
    int waiting = 0;
    int failed = 0;
    int inDoubt = 0;
    for (Delivery.Progress one : progress) {
      switch (one.status()) {
        case SENT -> sent++;
        case FAILED -> failed++;
        case QUEUED, LEASED, SENDING -> {
          if (one.inDoubt()) {
            inDoubt++;
          } else {
            waiting++;
          }
        }
      }
    }
    return new DeliveryCounts(sent, waiting, failed, inDoubt);
  }

  /** Mail of ours about the message is not one of its copies. */
  static boolean isCopy(Delivery.Progress progress) {
    return switch (progress.kind()) {
      case AS_IS, COPY -> true;
      case NOTICE, REPORT -> false;
    };
  }

  public int total() {
    return sent + waiting + failed + inDoubt;
  }
}
