/**
 * The embedded PostgreSQL server: unpacking it, making its cluster, running it as a child that is
 * looked after. Knows nothing of what is stored. A server of one's own needs none of this.
 */
@NullMarked
package org.gatepost.store.postgres;

import org.jspecify.annotations.NullMarked;
