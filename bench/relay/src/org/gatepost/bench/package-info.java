/**
 * Measures a running Gatepost against the direct way to the same next hop: load, sink and report.
 *
 * <p>Knows nothing of Gatepost's code and speaks only SMTP with it. What judges, stores or carries
 * mail does not belong here.
 */
package org.gatepost.bench;
