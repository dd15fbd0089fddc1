package org.gatepost.correspondence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a message's header says about the conversation that it belongs to. A message belongs to the
 * conversation of the last reference that is known, else to the one that its first reference began,
 * else it begins its own. The subject is asked only where nothing is known by references.
 *
 * @param own the message's key; empty when it has no Message-ID
 * @param references what it answers, oldest first; of more than {@link #MOST} the first and the
 *     last ones
 */
public record ThreadMarks(Optional<MessageKey> own, List<MessageKey> references) {
  /** References that are looked at: a header may hold thousands. */
  public static final int MOST = 16;

  private static final ThreadMarks NONE = new ThreadMarks(Optional.empty(), List.of());

  public ThreadMarks {
    references = List.copyOf(few(references));
  }

  /** A message without thread headers. */
  public static ThreadMarks none() {
    return NONE;
  }

  /**
   * Of header fields as they were read.
   *
   * @param references message ids, oldest first
   */
  public static ThreadMarks of(Optional<String> messageId, List<String> references) {
    return new ThreadMarks(
        messageId.map(MessageKey::of), few(references).stream().map(MessageKey::of).toList());
  }

  private static <T> List<T> few(List<T> all) {
    if (all.size() <= MOST) {
      return all;
    }
    List<T> few = new ArrayList<>(MOST);
    few.add(all.getFirst());
    few.addAll(all.subList(all.size() - (MOST - 1), all.size()));
    return few;
  }
}
