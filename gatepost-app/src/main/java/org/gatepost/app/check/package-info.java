/**
 * Judging message files from the command line: {@code gatepost check}, what {@code replay} shares
 * with it, and what every judgement of the program is made of ({@link
 * org.gatepost.app.check.Detection}, {@link org.gatepost.app.check.Directories}).
 *
 * <p>Here belong reading a message from a file, making its envelope, and putting a verdict into
 * text and JSON. Deciding anything about a message does not.
 */
@NullMarked
package org.gatepost.app.check;

import org.jspecify.annotations.NullMarked;
