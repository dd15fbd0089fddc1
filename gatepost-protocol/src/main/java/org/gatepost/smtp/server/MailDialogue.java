package org.gatepost.smtp.server;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatepost.gate.Submissions;
import org.gatepost.gate.Trace;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters.BodyType;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.SmtpReply;
import org.gatepost.smtp.Wire;
import org.jspecify.annotations.Nullable;

/**
 * MAIL, RCPT, DATA, BDAT and RSET. Each method returns false when the connection must be closed
 * behind the reply.
 */
final class MailDialogue implements AutoCloseable {
  private final Wire wire;
  private final Surroundings around;
  private final SmtpSettings settings;
  private final Answers answers;
  private @Nullable OpenTransaction open;
  private int begun;

  MailDialogue(Wire wire, Surroundings around, Answers answers) {
    this.wire = wire;
    this.around = around;
    this.settings = around.settings();
    this.answers = answers;
  }

  boolean isOpen() {
    return open != null;
  }

  boolean mail(String argument, Standing who) {
    settle();
    if (who.helo().isEmpty()) {
      answers.say(503, "5.5.1", "Say EHLO first");
    } else if (!who.client().named()) {
      answers.say(550, "5.7.1", "Say by XCLIENT for whom you speak");
    } else if (who.authenticated().isEmpty() && !who.client().isWithin(settings.access().relay())) {
      answers.say(530, "5.7.0", "Authentication required");
    } else if (open != null) {
      answers.say(503, "5.5.1", "There is a transaction already");
    } else if (begun == settings.limits().transactions()) {
      answers.say(421, "4.7.0", "Too many transactions on one connection, come again");
      return false;
    } else {
      switch (MailCommand.parse(argument, who.offer())) {
        case Syntax.Bad<MailCommand>(SmtpReply reply) -> answers.say(reply);
        case Syntax.Good<MailCommand>(MailCommand command) -> begin(command, who);
      }
    }
    return true;
  }

  private void begin(MailCommand command, Standing who) {
    begun++;
    String trace = around.identities().next().toString();
    Submission submission =
        new Submission(who.authenticated(), who.client().text(), around.clock().instant(), trace);
    Submissions.Transaction transaction =
        traced(
            trace,
            () -> around.submissions().begin(submission, command.from(), command.parameters()));
    OpenTransaction mine = new OpenTransaction(transaction, command, trace);
    open = mine;
    answers.utf8(command.parameters().smtpUtf8());
    answers.ask(transaction.mail(), mine::mailAnswered);
  }

  boolean recipient(String argument, Standing who) {
    OpenTransaction mine = open;
    if (mine == null || mine.chunks() != null) {
      answers.say(503, "5.5.1", mine == null ? "Say MAIL first" : "The content has begun");
      return true;
    }
    if (mine.recipients() >= settings.limits().recipients()) {
      settle();
      if (mine.recipients() >= settings.limits().recipients()) {
        answers.say(452, "4.5.3", "Too many recipients, send the rest in another transaction");
        return true;
      }
    }
    switch (RecipientCommand.parse(
        argument, who.offer(), mine.command().parameters().smtpUtf8(), settings.hostName())) {
      case Syntax.Bad<Recipient>(SmtpReply reply) -> answers.say(reply);
      case Syntax.Good<Recipient>(Recipient recipient) -> {
        mine.asked();
        answers.ask(
            mine.transaction().recipient(recipient),
            reply -> mine.recipientAnswered(recipient, reply));
      }
    }
    return true;
  }

  boolean data(Standing who) throws IOException {
    settle();
    OpenTransaction mine = open;
    if (mine == null) {
      answers.say(503, "5.5.1", "Say MAIL first");
    } else if (mine.chunks() != null) {
      answers.say(503, "5.5.1", "DATA and BDAT do not mix");
    } else if (mine.taken().isEmpty()) {
      answers.say(554, "5.5.1", "No valid recipients");
    } else {
      wire.append("354 End data with <CR><LF>.<CR><LF>\r\n");
      answers.flush();
      try (ContentScan content = scan(mine, who)) {
        ContentDecoder decoder = ContentDecoder.ofData(content);
        long until = Wire.after(settings.timeouts().content());
        while (!decoder.hasEnded()) {
          await(until);
          wire.consume(decoder.decode(wire.buffer(), wire.start(), wire.end()));
        }
        return finish(mine, content, who);
      }
    }
    return true;
  }

  boolean chunk(String argument, Standing who) throws IOException {
    settle();
    Optional<ChunkCommand> command = ChunkCommand.parse(argument);
    if (command.isEmpty() || command.get().size() > 4 * who.offer().size()) {
      // How much is to be skipped is not known, or is more than anybody will wait for.
      answers.say(
          command.isEmpty() ? 501 : 552,
          command.isEmpty() ? "5.5.4" : "5.3.4",
          "BDAT with a size that will not do");
      return false;
    }
    OpenTransaction mine = open;
    if (mine == null || mine.taken().isEmpty() || !who.offer().way().chunking()) {
      long left = command.get().size();
      long until = Wire.after(settings.timeouts().content());
      while (left > 0) {
        await(until);
        int part = (int) Math.min(left, wire.end() - wire.start());
        wire.consume(part);
        left -= part;
      }
      answers.say(
          mine == null ? 503 : 554,
          "5.5.1",
          mine == null ? "Say MAIL first" : "No valid recipients");
      return true;
    }
    ChunkedContent chunks = mine.chunks();
    if (chunks == null) {
      ContentScan content = scan(mine, who);
      chunks = new ChunkedContent(content, ContentDecoder.ofChunks(content));
      mine.chunks(chunks);
    }
    read(command.get().size(), chunks.decoder());
    if (command.get().last()) {
      chunks.decoder().finish();
      return finish(mine, chunks.content(), who);
    }
    Optional<ContentFault> fault = chunks.content().fault();
    if (fault.isPresent()) {
      answers.say(fault.get().reply());
      return !fault.get().isDisputed();
    }
    answers.say(250, "2.0.0", command.get().size() + " octets received");
    return true;
  }

  private void read(long size, ContentDecoder decoder) throws IOException {
    long left = size;
    long until = Wire.after(settings.timeouts().content());
    while (left > 0) {
      await(until);
      int part = (int) Math.min(left, wire.end() - wire.start());
      decoder.decode(wire.buffer(), wire.start(), wire.start() + part);
      wire.consume(part);
      left -= part;
    }
  }

  /** Waits until there is something in the buffer. */
  private void await(long until) throws IOException {
    if (wire.hasBuffered()) {
      return;
    }
    long soon = Wire.after(settings.timeouts().dataBlock());
    if (!wire.fill(until - soon < 0 ? until : soon)) {
      throw new EOFException("The client left in the middle of the content.");
    }
  }

  private ContentScan scan(OpenTransaction mine, Standing who) {
    return new ContentScan(
        around.contents().begin(mine.command().parameters().size().orElse(0)),
        settings,
        who.offer().size());
  }

  private boolean finish(OpenTransaction mine, ContentScan content, Standing who) {
    if (content.isEightBit()
        && mine.command().parameters().body() == BodyType.SEVEN_BIT
        && !who.offer().way().eightBitMime()) {
      content.fail(ContentFault.EIGHT_BIT);
    }
    Optional<ContentFault> fault = content.fault();
    if (fault.isPresent()) {
      answers.say(mine.transaction().unread(fault.get().reply()));
    } else {
      answers.pass(deliver(mine, content.finish(), who));
    }
    reset();
    return fault.isEmpty() || !fault.get().isDisputed();
  }

  private SmtpReply deliver(OpenTransaction mine, Content content, Standing who) {
    byte[] received =
        new ReceivedField(
                who.client(),
                who.helo(),
                who.offer().extended(),
                mine.command().parameters().smtpUtf8(),
                who.authenticated().isPresent(),
                who.tls(),
                settings.hostName(),
                mine.trace(),
                around.clock().instant())
            .octets();
    return traced(mine.trace(), () -> mine.transaction().deliver(received, content));
  }

  private static <T> T traced(String trace, Supplier<T> work) {
    return ScopedValue.where(Trace.ID, trace).call(work::get);
  }

  /** Waits for the answers that were asked for; a transaction that was refused is over then. */
  void settle() {
    answers.settle();
    if (open != null && open.isRefused()) {
      reset();
    }
  }

  /** Ends the transaction, if there is one, without having sent anything. */
  void reset() {
    OpenTransaction mine = open;
    open = null;
    if (mine != null) {
      mine.close();
    }
  }

  /** Ends the transaction and says that the connection ends too. */
  void farewell(String enhanced, String text) {
    reset();
    wire.append(SmtpReply.of(421, enhanced, text), false);
  }

  @Override
  public void close() {
    reset();
  }
}
