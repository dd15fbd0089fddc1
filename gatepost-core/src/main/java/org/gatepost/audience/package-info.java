/**
 * Who will read a message and who will see whom: people counted, lists and aliases followed,
 * acquaintance taken from earlier correspondence.
 *
 * <p>Here belong the relations between addresses and the ports that look them up. Whether an
 * audience is a problem does not: that is for detectors ({@code org.gatepost.inspect}) to name and
 * for the policy to weigh.
 */
@NullMarked
package org.gatepost.audience;

import org.jspecify.annotations.NullMarked;
