package org.gatepost.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatepost.delivery.NextHop;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.MailParameters;
import org.gatepost.mail.Recipient;
import org.gatepost.mail.ReversePath;
import org.gatepost.mail.SmtpReply;

/** A next hop that answers as the test says and remembers what it took. */
final class ScriptedNextHop implements NextHop {
  record Received(String from, List<Address> to, String text) {}

  final List<Received> received = new ArrayList<>();
  final List<String> events;
  final Map<Address, SmtpReply> recipients = new HashMap<>();
  SmtpReply mail = SmtpReply.of(250, "2.1.0", "Ok");
  Sent sent = new Sent.Answered(SmtpReply.of(250, "2.0.0", "Ok: queued as 4711"));

  ScriptedNextHop(List<String> events) {
    this.events = events;
  }

  @Override
  public Optional<Capabilities> capabilities() {
    return Optional.of(Capabilities.all());
  }

  @Override
  public synchronized Transaction begin(ReversePath from, MailParameters parameters) {
    List<Address> to = new ArrayList<>();
    return new Transaction() {
      @Override
      public Answer mail() {
        return () -> mail;
      }

      @Override
      public Answer recipient(Recipient recipient) {
        SmtpReply reply =
            recipients.getOrDefault(recipient.address(), SmtpReply.of(250, "2.1.5", "Ok"));
        if (reply.isPositive()) {
          to.add(recipient.address());
        }
        return () -> reply;
      }

      @Override
      public Sent send(byte[] trace, Content content) {
        events.add("sent");
        try {
          String text =
              new String(
                  Content.prefixed(trace, content).open().readAllBytes(), StandardCharsets.UTF_8);
          if (!(sent instanceof Sent.NotSent)) {
            received.add(new Received(from.toString(), List.copyOf(to), text));
          }
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
        return sent;
      }

      @Override
      public void close() {
        events.add("closed");
      }
    };
  }
}
