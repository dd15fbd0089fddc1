package org.gatepost.bench.recipients;

import java.util.Map;

/**
 * Everything that one run found.
 *
 * @param limits score above which a message is warned of, by budget
 * @param program what the program as it ships said; nothing was asked of it when a model was made
 * @param toStrangers share of the newest messages to somebody never written to before
 * @param octetsPerSender what the memory takes
 * @param seconds that the mail took to be gone through
 */
record Summary(
    Measures measures,
    Map<Integer, Double> limits,
    Warnings program,
    int users,
    double toStrangers,
    Timing timing,
    double octetsPerSender,
    double seconds) {}
