/**
 * From findings to a decision for every recipient: rules, conditions, dispositions, verdicts.
 *
 * <p>Here belongs the one pure and total judgement. Reading a policy from a file does not (the
 * application does that), nor does carrying a verdict out.
 */
@NullMarked
package org.gatepost.policy;

import org.jspecify.annotations.NullMarked;
