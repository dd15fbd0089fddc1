/**
 * What there is to see in an outgoing message: detectors, their findings, and masked evidence.
 *
 * <p>A detector says what something is and how sure it is, never what to do about it; a detector
 * that fails is an inspection of its own kind. Decisions belong to {@code org.gatepost.policy}.
 */
@NullMarked
package org.gatepost.inspect;

import org.jspecify.annotations.NullMarked;
