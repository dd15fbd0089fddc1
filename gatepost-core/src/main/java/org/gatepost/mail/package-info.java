/**
 * What a message is once it has been read: envelope, recipients, addresses, domains, headers and a
 * tree of parts.
 *
 * <p>Here belong immutable values and what can be computed from them alone. Parsing and writing
 * bytes do not: they are {@code org.gatepost.mime} and {@code org.gatepost.smtp}. Nothing here
 * knows who is inside or outside an organisation.
 */
@NullMarked
package org.gatepost.mail;

import org.jspecify.annotations.NullMarked;
