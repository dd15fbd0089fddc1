/**
 * The program: command line, configuration, and wiring with plain constructors.
 *
 * <p>The only package that sees every module, and the only one that writes to standard output. What
 * could be tested without starting the program belongs elsewhere.
 */
@NullMarked
package org.gatepost.app;

import org.jspecify.annotations.NullMarked;
