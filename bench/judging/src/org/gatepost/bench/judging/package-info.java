/**
 * How long one message takes to judge against a long history.
 *
 * <p>Here belong the made-up history, the memories under test and the measuring. What is measured
 * is the program's own judgement, whole: reading, recalling, every detector, the policy.
 */
@NullMarked
package org.gatepost.bench.judging;

import org.jspecify.annotations.NullMarked;
