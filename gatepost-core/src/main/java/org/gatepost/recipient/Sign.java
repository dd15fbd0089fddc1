package org.gatepost.recipient;

/**
 * The signs that speak for or against a recipient. Counts come as {@code ln(1 + n)}, times as
 * {@code ln(1 + days)} with {@link RecipientSigns#NEVER} when it never happened, yes and no as 1
 * and 0, and -1 where the question does not arise. The order is part of every trained model.
 */
public enum Sign {
  // the sender and this person
  SENT,
  SENT_LATELY,
  DAYS_SINCE_SENT,
  ALONE,
  DAYS_KNOWN,
  DAYS_BETWEEN,
  ANSWERED,
  ANSWERED_LATELY,
  DAYS_SINCE_ANSWER,
  SELF,
  OWN_SURNAME,
  WITH_SENDER,
  // the organisation and this person
  HERE_WRITTEN_TO,
  HERE_WROTE,
  HERE_SENDERS,
  HERE_UNKNOWN,
  HERE_DAYS_SINCE,
  DOMAIN_BY_SENDER,
  DOMAIN_HERE,
  DOMAIN_UNKNOWN,
  FREEMAIL,
  LIST_NAME,
  NAME_WORDS,
  // the other recipients
  RECIPIENTS,
  NEW_RECIPIENTS,
  TOGETHER_MEAN,
  TOGETHER_MOST,
  HERE_TOGETHER_MEAN,
  HERE_TOGETHER_LEAST,
  OTHERS_TOGETHER,
  SAME_DOMAIN,
  RANK,
  SHARE,
  GAP,
  // the conversation
  REPLY,
  FORWARD,
  IN_THREAD,
  OTHERS_IN_THREAD,
  IS_THREAD_AUTHOR,
  THREAD_AUTHOR_PRESENT,
  // the text
  NAMED,
  SURNAME_NAMED,
  ADDRESS_NAMED,
  LOCAL_PART_NAMED,
  OTHERS_NAMED,
  GREETING,
  GREETED,
  OTHER_GREETED,
  STRANGER_GREETED,
  NOBODY_GREETED,
  FIRST_WORD,
  FIRST_WORD_IS_CONTACT,
  FIRST_NAME_IN_OWN_TEXT,
  SURNAME_IN_OWN_TEXT,
  QUOTATION,
  QUOTED,
  QUOTED_AUTHOR,
  OTHERS_QUOTED,
  HAS_QUOTED_AUTHOR,
  QUOTED_AUTHOR_PRESENT,
  QUOTED_AUTHOR_ABSENT,
  // addresses and names that are alike
  NEAR,
  NEAR_SENT,
  NEAR_ELSEWHERE,
  NEAR_NAMED,
  NEAR_HERE,
  NEAR_HERE_USES,
  NEAR_IN_TEXT,
  NEAR_PRESENT,
  NEAR_COUNT,
  NEAR_IN_THREAD,
  NEAR_AUTHOR,
  NEAR_QUOTED,
  NEAR_GREETED,
  NEAR_SAME_NAME,
  NEAR_SAME_DOMAIN,
  NEAR_SENDERS,
  NEAR_HERE_SENDERS,
  NEAR_SELF,
  NAMESAKES,
  NAMESAKE_SENT,
  NAMESAKE_NAMED,
  // contacts that one may take for this person, and how well the best of them would fit
  INSTEAD_COUNT,
  INSTEAD_LATELY,
  INSTEAD_LATELY_GAP,
  INSTEAD_SHARE,
  INSTEAD_QUOTED,
  INSTEAD_GREETED,
  INSTEAD_NAMED,
  INSTEAD_TOGETHER,
  INSTEAD_TOGETHER_GAP,
  INSTEAD_DAYS_GAP,
  INSTEAD_FIT,
  INSTEAD_FIT_GAP,
  // the sender's habits
  BOOK,
  NEW_RATE;

  /** Place of this sign in a row. */
  @SuppressWarnings("EnumOrdinal") // the order is part of every model, and checked when one is read
  public int column() {
    return ordinal();
  }
}
