/**
 * SMTP on the wire, as a server and as a client: commands, replies, limits, transport security, and
 * the next hop's own answer carried through (RFC 5321 and its extensions).
 *
 * <p>Here belongs what both sides share: a connection with its buffers and deadlines, TLS, and
 * xtext. What happens to the message does not belong anywhere below: a session asks the gate and
 * turns the verdict into a reply.
 */
@NullMarked
package org.gatepost.smtp;

import org.jspecify.annotations.NullMarked;
