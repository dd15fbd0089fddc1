package org.gatepost.store.sql;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Closeness;
import org.gatepost.correspondence.MessageKey;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.store.vault.Pseudonyms;
import org.gatepost.store.vault.Vault;

/** The numbers by which correspondence finds people, messages, subjects and cases. */
final class CorrespondenceKeys {
  /**
   * The one organisation of a store so far. Every key begins with it, so that there can be more.
   */
  static final int ORGANISATION = 1;

  /** In place of a sender: anybody. */
  static final long ANYBODY = 0;

  private final Pseudonyms pseudonyms;

  CorrespondenceKeys(Vault vault) {
    this.pseudonyms = vault.pseudonyms("correspondence");
  }

  long person(Address address) {
    return pseudonyms.of("person", address.person().toString());
  }

  long message(MessageKey key) {
    return pseudonyms.of("message", Long.toHexString(key.high()) + "." + key.low());
  }

  long subject(SubjectKey subject) {
    return pseudonyms.of("subject", subject.text());
  }

  long reference(CaseReference reference) {
    return pseudonyms.of("case", reference.text());
  }

  /** Under which spellings like this one are looked for; two in a few million share a number. */
  static Set<Integer> spellings(Address address) {
    Set<Integer> numbers = new LinkedHashSet<>();
    for (String key : Closeness.keys(address)) {
      CRC32C sum = new CRC32C();
      sum.update(key.getBytes(StandardCharsets.UTF_8));
      numbers.add((int) sum.getValue());
    }
    return numbers;
  }
}
