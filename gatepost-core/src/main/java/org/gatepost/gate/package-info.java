/**
 * The one orchestrator: takes a submission through audience, inspection and policy to its verdict,
 * and the ports that it needs for that.
 *
 * <p>Here belong the order of the steps, their limits, and failing closed. Protocols, storage and
 * pages do not: they call the gate or implement its ports.
 */
@NullMarked
package org.gatepost.gate;

import org.jspecify.annotations.NullMarked;
