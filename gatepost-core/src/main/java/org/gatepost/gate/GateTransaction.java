package org.gatepost.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.delivery.NextHop;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.Envelope;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.jspecify.annotations.Nullable;

/** One client's transaction beside the next hop's: answers to the envelope are the next hop's. */
final class GateTransaction implements Submissions.Transaction {
  private final Gate gate;
  private final Submission submission;
  private final ReversePath from;
  private final MailParameters parameters;
  private final NextHop.Transaction next;
  private final List<Asked> asked = new ArrayList<>();
  private Optional<Content> taken = Optional.empty();

  GateTransaction(
      Gate gate,
      Submission submission,
      ReversePath from,
      MailParameters parameters,
      NextHop.Transaction next) {
    this.gate = gate;
    this.submission = submission;
    this.from = from;
    this.parameters = parameters;
    this.next = next;
  }

  @Override
  public Answer mail() {
    return new Once(next.mail());
  }

  @Override
  public Answer recipient(Recipient recipient) {
    Answer answer = new Once(next.recipient(recipient));
    asked.add(new Asked(recipient, answer));
    return answer;
  }

  @Override
  public SmtpReply deliver(byte[] trace, Content content) {
    taken = Optional.of(content);
    List<Recipient> accepted =
        asked.stream()
            .filter(one -> one.answer().await().isPositive())
            .map(Asked::recipient)
            .toList();
    if (accepted.isEmpty()) {
      return Replies.nobodyTaken();
    }
    return gate.deliver(submission, new Envelope(from, parameters, accepted), trace, content, next);
  }

  @Override
  public void close() {
    next.close();
    taken.ifPresent(Content::close);
  }

  private record Asked(Recipient recipient, Answer answer) {}

  /** Waits for an answer once, however often it is asked for. */
  private static final class Once implements Answer {
    private final Answer answer;
    private @Nullable SmtpReply reply;

    Once(Answer answer) {
      this.answer = answer;
    }

    @Override
    public SmtpReply await() {
      SmtpReply known = reply;
      if (known == null) {
        known = answer.await();
        reply = known;
      }
      return known;
    }
  }
}
