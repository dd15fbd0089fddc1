/**
 * The way to the next hop: connections that are kept, commands that travel together, and answers
 * that are passed back as they were given.
 *
 * <p>Here belongs how a message gets onto the wire and what the other side said to it. When to try
 * again and what an answer means for the message does not: that is for the gate and the courier.
 */
@NullMarked
package org.gatepost.smtp.client;

import org.jspecify.annotations.NullMarked;
