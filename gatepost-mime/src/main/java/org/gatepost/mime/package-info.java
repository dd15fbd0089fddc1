/**
 * Bytes to a message and back: byte-exact wherever nothing was changed.
 *
 * <p>Everything that knows how mail is written belongs here: structure, encodings, address syntax,
 * our own letters. What a message means for anybody does not, nor does any judgement about it.
 */
@NullMarked
package org.gatepost.mime;

import org.jspecify.annotations.NullMarked;
