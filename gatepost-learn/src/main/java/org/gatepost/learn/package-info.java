/**
 * Training, away from the mail path: lessons go in, {@link org.gatepost.recipient.Trees} come out.
 *
 * <p>The only place that knows LightGBM and its native library. Judging needs neither.
 */
@NullMarked
package org.gatepost.learn;

import org.jspecify.annotations.NullMarked;
