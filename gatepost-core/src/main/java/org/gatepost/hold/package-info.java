/**
 * Held mail: its states, who may end a hold and how, and what leaves when it ends. Belongs here:
 * the state table, the offers carried out, the notices' words. Does not: SQL, pages, SMTP.
 */
@NullMarked
package org.gatepost.hold;

import org.jspecify.annotations.NullMarked;
