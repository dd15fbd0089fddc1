/**
 * The configuration: one table of keys, the strict reading of {@code gatepost.yaml} against it, and
 * what is made from it (typed settings, the policy, the directory, the JSON Schema, the reference).
 *
 * <p>Here belongs everything between the text that an administrator writes and typed values.
 * Opening listeners, databases and connections with those values does not.
 */
@NullMarked
package org.gatepost.app.config;

import org.jspecify.annotations.NullMarked;
