/**
 * Bytes to a message and back: byte-exact wherever nothing was changed.
 *
 * <p>The MIME library lives only here; none of its types leaves this package. What a message means
 * does not belong here, nor does any judgement about it.
 */
@NullMarked
package org.gatepost.mime;

import org.jspecify.annotations.NullMarked;
