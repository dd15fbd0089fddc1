/**
 * The core's ports on PostgreSQL. SQL is in a named file for each adapter, in the resources beside
 * this package. Rules about mail are not here; what is here is that each change is one commit.
 */
@NullMarked
package org.gatepost.store.sql;

import org.jspecify.annotations.NullMarked;
