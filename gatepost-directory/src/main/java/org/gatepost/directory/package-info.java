/**
 * Directories that live elsewhere, read over the network: LDAP and Mailman, and the last good copy
 * of each.
 *
 * <p>Here belongs how entries are fetched, bounded and kept. What an entry means does not: that is
 * the core's ({@code org.gatepost.audience}). LDAP's library is used here and nowhere else.
 */
@NullMarked
package org.gatepost.directory;

import org.jspecify.annotations.NullMarked;
