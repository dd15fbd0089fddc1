package org.gatepost.bench.recipients;

import java.util.Map;

/**
 * Everything that one run found.
 *
 * @param limits score above which a message is warned of, by budget
 * @param lessons rows that the model was trained on
 * @param withStrangers share of the newest messages to somebody never written to before
 * @param studySeconds for going through the mail, all cases and lessons
 * @param trainingSeconds for training the model
 */
record Summary(
    Measures measures,
    Map<Integer, Double> limits,
    int users,
    int lessons,
    double withStrangers,
    Timing timing,
    double studySeconds,
    double trainingSeconds) {}
