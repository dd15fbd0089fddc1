package org.gatepost.smtp.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gatepost.delivery.NextHop;
import org.gatepost.delivery.NextHop.Answer;
import org.gatepost.gate.Submissions;
import org.gatepost.gate.Trace;
import org.gatepost.inspect.Submission;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;
import org.jspecify.annotations.Nullable;

/** A gate that takes everything and keeps it for the test to look at. */
final class InMemorySubmissions implements Submissions {
  @SuppressWarnings("ArrayRecordComponent")
  record Message(
      Submission submission,
      ReversePath from,
      MailParameters parameters,
      List<Recipient> recipients,
      String received,
      byte[] octets,
      String boundTrace) {
    String text() {
      return new String(octets, StandardCharsets.ISO_8859_1);
    }
  }

  final List<Message> messages = new CopyOnWriteArrayList<>();
  final List<String> events = new CopyOnWriteArrayList<>();
  final AtomicInteger open = new AtomicInteger();
  volatile NextHop.Capabilities capabilities = NextHop.Capabilities.all();
  volatile Function<ReversePath, Answer> mail = _ -> () -> SmtpReply.of(250, "2.1.0", "Ok");
  volatile Function<Recipient, Answer> recipient = _ -> () -> SmtpReply.of(250, "2.1.5", "Ok");
  volatile BiFunction<Message, Content, SmtpReply> deliver =
      (_, _) -> SmtpReply.of(250, "2.0.0", "queued as TEST");

  volatile UnaryOperator<SmtpReply> unread = UnaryOperator.identity();

  @Override
  public NextHop.Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Transaction begin(Submission submission, ReversePath from, MailParameters parameters) {
    open.incrementAndGet();
    return new Transaction() {
      private final List<Recipient> recipients = new ArrayList<>();
      private @Nullable Content taken;
      private boolean closed;

      @Override
      public Answer mail() {
        events.add("mail");
        return logged("mail", mail.apply(from));
      }

      @Override
      public Answer recipient(Recipient to) {
        events.add("recipient");
        recipients.add(to);
        return logged("recipient", recipient.apply(to));
      }

      private Answer logged(String what, Answer answer) {
        return () -> {
          events.add("await " + what);
          return answer.await();
        };
      }

      @Override
      public SmtpReply deliver(byte[] trace, Content content) {
        taken = content;
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
          content.writeTo(octets);
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
        Message message =
            new Message(
                submission,
                from,
                parameters,
                List.copyOf(recipients),
                new String(trace, StandardCharsets.UTF_8),
                octets.toByteArray(),
                Trace.id());
        SmtpReply reply = deliver.apply(message, content);
        messages.add(message);
        return reply;
      }

      @Override
      public SmtpReply unread(SmtpReply refusal) {
        return unread.apply(refusal);
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
          if (taken != null) {
            taken.close();
          }
        }
      }
    };
  }
}
