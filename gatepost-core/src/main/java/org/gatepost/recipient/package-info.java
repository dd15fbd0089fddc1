/**
 * Whether the sender means this recipient: signs in the message and in earlier correspondence, and
 * one confidence drawn from them.
 *
 * <p>Here belong the signs, the model that weighs them and the making of the mistakes that it is
 * trained on. What to tell a person about it belongs to the detectors ({@code
 * org.gatepost.inspect}); training itself needs a library and stays outside the core.
 */
@NullMarked
package org.gatepost.recipient;

import org.jspecify.annotations.NullMarked;
