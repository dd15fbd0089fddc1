package org.gatepost.bench.recipients;

import org.gatepost.recipient.Sign;

/** Which detector would speak, by the sign that weighed most. */
enum DetectorOf {
  LOOKALIKE_RECIPIENT("lookalike-recipient"),
  NAME_MISMATCH("name-mismatch"),
  ODD_ONE_OUT("odd-one-out"),
  THREAD_NEWCOMER("thread-newcomer"),
  FIRST_CONTACT("first-contact");

  private final String kind;

  DetectorOf(String kind) {
    this.kind = kind;
  }

  String kind() {
    return kind;
  }

  static DetectorOf of(Sign sign) {
    return switch (sign) {
      case NEAR,
          NEAR_SENT,
          NEAR_ELSEWHERE,
          NEAR_NAMED,
          NEAR_HERE,
          NEAR_HERE_USES,
          NEAR_IN_TEXT,
          NAMESAKES,
          NAMESAKE_SENT,
          NAMESAKE_NAMED,
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
          INSTEAD_FIT_GAP ->
          LOOKALIKE_RECIPIENT;
      case NAMED,
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
          QUOTED_AUTHOR_ABSENT ->
          NAME_MISMATCH;
      case RECIPIENTS,
          NEW_RECIPIENTS,
          TOGETHER_MEAN,
          TOGETHER_MOST,
          HERE_TOGETHER_MEAN,
          HERE_TOGETHER_LEAST,
          OTHERS_TOGETHER,
          SAME_DOMAIN,
          RANK,
          SHARE,
          GAP ->
          ODD_ONE_OUT;
      case REPLY, FORWARD, IN_THREAD, OTHERS_IN_THREAD, IS_THREAD_AUTHOR, THREAD_AUTHOR_PRESENT ->
          THREAD_NEWCOMER;
      case SENT,
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
          BOOK,
          NEW_RATE ->
          FIRST_CONTACT;
    };
  }
}
