/** Measures how well wrong recipients are found on real mail, and how rarely right ones are. */
@NullMarked
package org.gatepost.bench.recipients;

import org.jspecify.annotations.NullMarked;
