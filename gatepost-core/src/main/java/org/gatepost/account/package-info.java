/**
 * The organisation's own people who use Gatepost: who they are, what they may see, how they prove
 * who they are. Does not hold: sessions and pages (web), the wire side of SMTP AUTH (smtp).
 */
@NullMarked
package org.gatepost.account;

import org.jspecify.annotations.NullMarked;
