package org.gatepost.inspect;

import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Address;
import org.gatepost.recipient.RecipientSigns;
import org.gatepost.recipient.RecipientSigns.Letter;
import org.gatepost.recipient.Sign;

/**
 * A recipient whom the model takes for wrong, with what it saw.
 *
 * @param address as the message has it
 * @param person by person
 * @param row the signs
 * @param weights by how much each sign spoke for a mistake, by its column
 * @param confidence from 0 to 1
 */
record Suspect(
    Address address,
    Address person,
    Letter letter,
    Recollection known,
    float[] row,
    double[] weights,
    double confidence) {
  /** A sign's number. */
  float sign(Sign sign) {
    return row[sign.column()];
  }

  boolean is(Sign sign) {
    return sign(sign) > 0.5;
  }

  /** Days behind a sign that counts them; {@code NEVER} is not one. */
  long days(Sign sign) {
    return Math.round(Math.expm1(sign(sign)));
  }

  boolean never(Sign sign) {
    return sign(sign) >= RecipientSigns.NEVER;
  }
}
