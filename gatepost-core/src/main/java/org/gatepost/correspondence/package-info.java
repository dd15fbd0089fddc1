/**
 * What earlier mail teaches: who wrote to whom, how often and how lately, who answered, who was
 * written to together, and which address is like which.
 *
 * <p>Here belong the port that remembers it, what it remembers, and the store in memory. Whether a
 * recipient looks wrong does not: that is for {@code org.gatepost.recipient}. No text of a message
 * is kept, only addresses, names, times and subjects' keys.
 */
@NullMarked
package org.gatepost.correspondence;

import org.jspecify.annotations.NullMarked;
