package org.gatepost.bench;

/**
 * One measurement.
 *
 * @param acceptedRate messages answered with 250 a second, over the time of the load
 * @param arrivedRate messages (for held mail: notices to the sender) at the sink a second, from the
 *     first command to the last arrival
 * @param answer p50 and p99 from MAIL to the final answer, milliseconds
 * @param arrival p50 and p99 from MAIL to the arrival at the sink, milliseconds
 * @param processor seconds of Gatepost and its database for 1,000 messages until all have arrived
 * @param database the database's part of it
 * @param foreign share of the machine's processors that other work took, 0 to 1
 * @param reconnects connections that the server ended in order (421), and that were opened anew
 * @param faults what must not be: empty when all is well
 */
record Cell(
    int round,
    int sessions,
    Way way,
    int accepted,
    double acceptedRate,
    double arrivedRate,
    Percentiles answer,
    Percentiles arrival,
    double processor,
    double database,
    double foreign,
    int reconnects,
    String faults) {

  record Percentiles(double p50, double p99) {
    static Percentiles of(long[] sorted) {
      return new Percentiles(at(sorted, 0.50), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double share) {
      if (sorted.length == 0) {
        return Double.NaN;
      }
      int rank = (int) Math.ceil(share * sorted.length);
      return sorted[Math.max(0, rank - 1)] / 1e6;
    }
  }
}
