/**
 * Old mail: finding messages in mailboxes, folders and archives, taking them in date order in
 * bounded memory, and learning from them or counting what would have been stopped.
 *
 * <p>Here belongs what old mail needs beyond {@code org.gatepost.app.check}. Nothing is sent, and
 * of itself it writes nothing to disk but private files that are unlinked as soon as they are open.
 */
@NullMarked
package org.gatepost.app.replay;

import org.jspecify.annotations.NullMarked;
