/**
 * What must survive a crash: PostgreSQL (one's own or the embedded one), migrations, SQL in named
 * files, blobs, encryption at rest.
 *
 * <p>Here belong implementations of the core's ports, named for how they work. Rules about what may
 * happen to a message do not: the state tables of the core have them.
 */
@NullMarked
package org.gatepost.store;

import org.jspecify.annotations.NullMarked;
