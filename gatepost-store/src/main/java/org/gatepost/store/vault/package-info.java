/**
 * Encryption at rest: the key file, and what is sealed with it. Every sealed text is bound to what
 * it belongs to, so that rows cannot be exchanged. Does not know where things are stored.
 */
@NullMarked
package org.gatepost.store.vault;

import org.jspecify.annotations.NullMarked;
