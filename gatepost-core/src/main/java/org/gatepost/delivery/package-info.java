/**
 * Handing messages to the next hop, and accounting for every one: the next hop as a port, the
 * ledger of deliveries, and the courier that works through it. What is sent and why is decided
 * elsewhere; this package only never loses one and never sends one twice on purpose.
 */
@NullMarked
package org.gatepost.delivery;

import org.jspecify.annotations.NullMarked;
