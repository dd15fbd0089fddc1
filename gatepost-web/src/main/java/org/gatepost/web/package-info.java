/**
 * The HTTP side: the embedded server, sign-in, and what the console, the API and the portal have in
 * common. Spring lives only in this module.
 *
 * <p>Nothing on the path of a mail may wait for this package, and no decision about a message is
 * taken here. Rooms with pages are packages of their own.
 */
@NullMarked
package org.gatepost.web;

import org.jspecify.annotations.NullMarked;
