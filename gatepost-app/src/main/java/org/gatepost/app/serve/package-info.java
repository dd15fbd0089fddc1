/**
 * {@code gatepost serve}: the wiring of gate, listeners, store and console with plain constructors.
 *
 * <p>Here belongs what opens and closes the parts in order, and what only this process does:
 * learning behind the answers, and the observer of incoming mail. What another part does, and what
 * the configuration means, does not.
 */
@NullMarked
package org.gatepost.app.serve;

import org.jspecify.annotations.NullMarked;
