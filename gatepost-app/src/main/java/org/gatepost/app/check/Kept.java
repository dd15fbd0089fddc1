package org.gatepost.app.check;

import org.gatepost.audience.KnownLists;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.inspect.AnswerBook;

/** What serve and learn keep, as far as judging asks for it. */
public record Kept(Correspondence correspondence, AnswerBook answers, KnownLists lists) {
  /** Nothing is kept, or nobody asked for it. */
  public static Kept nothing() {
    return new Kept(Correspondence.empty(), AnswerBook.none(), KnownLists.none());
  }
}
