package org.gatepost.inspect;

import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Address;
import org.gatepost.recipient.RecipientModel;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.gatepost.recipient.Sign;

/** A recipient whom the model takes for wrong, with what it saw. */
final class Suspect {
  private final Address address;
  private final Address person;
  private final Letter letter;
  private final Recollection known;
  private final float[] row;
  private final double[] weights;
  private final double confidence;

  /**
   * A suspect.
   *
   * @param address as the message has it
   * @param person by person
   * @param row the signs
   * @param model what weighs them
   * @param confidence that it gave them
   */
  Suspect(
      Address address,
      Address person,
      Letter letter,
      Recollection known,
      float[] row,
      RecipientModel model,
      double confidence) {
    this.address = address;
    this.person = person;
    this.letter = letter;
    this.known = known;
    this.row = row.clone();
    this.weights = model.trees().weights(row);
    this.confidence = confidence;
  }

  Address address() {
    return address;
  }

  Address person() {
    return person;
  }

  Letter letter() {
    return letter;
  }

  Recollection known() {
    return known;
  }

  /** From 0 to 1. */
  double confidence() {
    return confidence;
  }

  /** By how much a sign spoke for a mistake; below zero when it spoke against one. */
  double weight(Sign sign) {
    return weights[sign.column()];
  }

  /** A sign's number. */
  float sign(Sign sign) {
    return row[sign.column()];
  }

  boolean is(Sign sign) {
    return sign(sign) > 0.5;
  }

  /** Days behind a sign that counts them. */
  long days(Sign sign) {
    return Math.round(Math.expm1(sign(sign)));
  }
}
