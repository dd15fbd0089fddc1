package org.gatepost.mime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;
import org.gatepost.mail.Content;
import org.gatepost.mail.Headers;
import org.gatepost.mail.Message;
import org.gatepost.mail.NamedAddress;

/**
 * Takes people out of To, Cc and Bcc or corrects their addresses. Only fields that name them are
 * written anew; every other octet stays.
 */
final class Readdressed {
  private final Set<Address> removed;
  private final Map<Address, Address> corrected = new HashMap<>();
  private final boolean dropBcc;

  Readdressed(Set<Address> removed, Map<Address, Address> corrected, boolean dropBcc) {
    this.removed = removed.stream().map(Address::person).collect(Collectors.toSet());
    corrected.forEach((wrong, right) -> this.corrected.put(wrong.person(), right));
    this.dropBcc = dropBcc;
  }

  Content apply(Message message) {
    return Splice.apply(message.content(), splices(message));
  }

  /** The fields that change. */
  List<Splice> splices(Message message) {
    List<Splice> splices = new ArrayList<>();
    for (Headers.Field field : message.headers().fields()) {
      replacement(field)
          .ifPresent(text -> splices.add(new Splice(field.start(), field.end(), text)));
    }
    return splices;
  }

  /** What comes in the field's place; empty when the field stays as it is. */
  private Optional<String> replacement(Headers.Field field) {
    Optional<Addressee.Place> place = AddressFields.place(field);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    if (dropBcc && place.get() == Addressee.Place.BCC) {
      return Optional.of("");
    }
    List<NamedAddress> before = new AddressListParser(Limits.ADDRESSES).parse(field.value());
    boolean concerned =
        before.stream()
            .map(mailbox -> mailbox.address().person())
            .anyMatch(person -> removed.contains(person) || corrected.containsKey(person));
    if (!concerned) {
      return Optional.empty();
    }
    List<NamedAddress> after = after(before);
    if (!after.isEmpty()) {
      return Optional.of(FieldText.field(field.name(), FieldText.mailboxes(after)));
    }
    boolean to = field.name().toLowerCase(Locale.ROOT).equals("to");
    return Optional.of(to ? field.name() + ": undisclosed-recipients:;\r\n" : "");
  }

  private List<NamedAddress> after(List<NamedAddress> before) {
    List<NamedAddress> after = new ArrayList<>();
    Set<Address> seen = new HashSet<>();
    for (NamedAddress mailbox : before) {
      Address person = mailbox.address().person();
      if (removed.contains(person)) {
        continue;
      }
      Address right = corrected.get(person);
      // A name that shows the wrong address goes with it.
      NamedAddress kept =
          right == null
              ? mailbox
              : new NamedAddress(mailbox.name().indexOf('@') < 0 ? mailbox.name() : "", right);
      if (seen.add(kept.address().person())) {
        after.add(kept);
      }
    }
    return after;
  }
}
