package org.gatepost.inspect;

import java.util.List;
import org.gatepost.mail.Address;

/**
 * What a detector saw: what it is, never what to do about it.
 *
 * @param confidence from 0 to 1
 * @param recipients whom it concerns; never shortened
 * @param evidence what in the message shows it, masked: no content that the reader of a report may
 *     not see
 * @param because one or two plain sentences for the person who wrote the message
 * @param suggestions addresses that were most likely meant in place of others
 */
public record Finding(
    FindingKind kind,
    double confidence,
    List<Address> recipients,
    Evidence evidence,
    String because,
    List<Suggestion> suggestions) {
  /**
   * An address that was most likely meant.
   *
   * @param wrong as the message has it
   * @param likely from the directory or the sender's own mail
   */
  public record Suggestion(Address wrong, Address likely) {}

  public Finding {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("A confidence lies between 0 and 1: " + confidence);
    }
    recipients = List.copyOf(recipients);
    suggestions = List.copyOf(suggestions);
  }

  /** A finding that suggests no other address. */
  public Finding(
      FindingKind kind,
      double confidence,
      List<Address> recipients,
      Evidence evidence,
      String because) {
    this(kind, confidence, recipients, evidence, because, List.of());
  }
}
