package org.gatepost.mime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatepost.delivery.Composer.Correction;
import org.gatepost.delivery.Composer.Obstacle;
import org.gatepost.gate.MessageReader.Reading;
import org.gatepost.inspect.Mentions.Mention;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.mail.Message;
import org.gatepost.mail.Part;

/**
 * Puts right addresses in place of wrong ones, in To, Cc and Bcc and in the texts, and nowhere
 * else. What comes out is read again: as long as a text still names a wrong address, nothing is
 * changed, and where that is is said.
 */
final class Corrected {
  private static final String SIGNED = "It is signed, and a change would break the signature.";
  private static final String ENCRYPTED = "It is encrypted, so it cannot be changed here.";
  private static final String DAMAGED =
      "Its encoding is damaged, so it cannot be read for certain or changed here.";
  private static final String OTHERWISE =
      "The address is written there in a way that cannot be changed here.";

  private final Map<Address, Address> corrected;
  private final Set<Address> wrong;
  private final TextRewriting rewriting;
  private final List<Splice> splices = new ArrayList<>();
  private final Set<Obstacle> obstacles = new LinkedHashSet<>();

  private Corrected(Map<Address, Address> corrected) {
    this.corrected = corrected;
    this.wrong = corrected.keySet().stream().map(Address::person).collect(Collectors.toSet());
    this.rewriting = new TextRewriting(new AddressRewriting(corrected));
  }

  static Correction of(Message message, Map<Address, Address> corrected) throws IOException {
    return new Corrected(corrected).correct(message);
  }

  private Correction correct(Message message) throws IOException {
    splices.addAll(new Readdressed(Set.of(), corrected, false).splices(message));
    part(message.content(), message.root(), false);
    if (!obstacles.isEmpty()) {
      return new Correction.NotPossible(List.copyOf(obstacles));
    }
    Content content = Splice.apply(message.content(), splices);
    look(content);
    return obstacles.isEmpty()
        ? new Correction.Made(content)
        : new Correction.NotPossible(List.copyOf(obstacles));
  }

  private void part(Content content, Part part, boolean signed) throws IOException {
    if (part.mediaType().equals("multipart/encrypted") || part.mediaType().endsWith("pkcs7-mime")) {
      obstacles.add(new Obstacle("the text", ENCRYPTED));
    } else if (part.isMultipart()) {
      for (Part child : part.children()) {
        part(content, child, signed || part.mediaType().equals("multipart/signed"));
      }
    } else if (MentionSearch.isRead(part)) {
      text(content, part, signed);
    }
  }

  private void text(Content content, Part part, boolean signed) throws IOException {
    switch (rewriting.rewrite(content, part)) {
      case TextRewriting.Rewritten.Impossible(var because) -> {
        if (names(part)) {
          obstacles.add(new Obstacle(where(part), because));
        }
      }
      case TextRewriting.Rewritten.Damaged() -> obstacles.add(new Obstacle(where(part), DAMAGED));
      case TextRewriting.Rewritten.Splices(var changes) -> {
        if (!changes.isEmpty() && (signed || PhraseSpotter.holds(part, "-----BEGIN PGP "))) {
          obstacles.add(new Obstacle(where(part), SIGNED));
        }
        splices.addAll(changes);
      }
    }
  }

  private boolean names(Part part) throws IOException {
    return new MentionSearch()
        .read(part).mentions().stream()
            .anyMatch(mention -> wrong.contains(mention.address().person()));
  }

  private void look(Content content) throws IOException {
    switch (new ScanningMessageReader().read(content)) {
      case Reading.Read(var message) -> {
        for (Mention mention : new MentionSearch().read(message).mentions()) {
          if (wrong.contains(mention.address().person())) {
            obstacles.add(new Obstacle(mention.where(), OTHERWISE));
          }
        }
      }
      case Reading.Unread _ -> obstacles.add(new Obstacle("the message", OTHERWISE));
    }
  }

  private static String where(Part part) {
    return MentionSearch.where(part);
  }
}
