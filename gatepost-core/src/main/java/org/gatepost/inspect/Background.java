package org.gatepost.inspect;

import java.util.Set;
import org.gatepost.correspondence.CaseReference;
import org.gatepost.correspondence.Recollection;
import org.gatepost.correspondence.SubjectKey;
import org.gatepost.mail.Address;
import org.gatepost.recipient.Wording;

/**
 * What stands behind a message: what earlier mail taught about its people, asked once, and what its
 * text says.
 *
 * @param recollection of its author and everybody who will read it
 * @param answers what its author, and others here, answered about them
 * @param subject key of its subject
 * @param wording of its text
 * @param cases references in its subject and text
 */
public record Background(
    Recollection recollection,
    Answers answers,
    SubjectKey subject,
    Wording wording,
    Set<CaseReference> cases) {
  /** Stands for an author whom a message does not name. */
  public static final Address NOBODY = Address.of("nobody@invalid");

  public Background {
    cases = Set.copyOf(cases);
  }

  /** Of a message without text, where nothing was ever learned. */
  public static Background empty() {
    return new Background(
        Recollection.empty(NOBODY), Answers.none(), SubjectKey.of(""), Wording.of(""), Set.of());
  }
}
