/**
 * Tests of the whole program: {@code ./gatepost serve} as a process of its own, between real mail
 * clients and a real Postfix. Belongs here: what an outsider sees on the wire, in the mail that
 * arrives, and in a browser. Does not: anything that looks inside the program.
 */
@NullMarked
package org.gatepost.app.whole;

import org.jspecify.annotations.NullMarked;
