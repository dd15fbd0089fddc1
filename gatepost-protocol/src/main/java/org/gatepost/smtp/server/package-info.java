/**
 * The listener: sessions with mail clients and servers (RFC 5321 and its extensions), who may talk
 * to us, and how much.
 *
 * <p>Here belongs what a client's octets mean and what they may cost us. What happens to a message
 * does not: a session asks the gate and passes its answer back.
 */
@NullMarked
package org.gatepost.smtp.server;

import org.jspecify.annotations.NullMarked;
