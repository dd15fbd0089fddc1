package org.gatepost.policy;

import org.gatepost.mail.Address;
import org.gatepost.mail.Addressee;

/**
 * What happens to a message for one recipient, and why.
 *
 * @param place where the message names the recipient
 * @param rule the rule that decided; {@code otherwise} when none applied
 * @param because for the sender; empty when there is nothing to explain
 * @param split true when one of the rules that apply, the deciding one or another, wants this
 *     recipient to get a message of their own
 */
public record Decision(
    Address recipient,
    Addressee.Place place,
    Disposition disposition,
    String rule,
    String because,
    boolean split) {}
