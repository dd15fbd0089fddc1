package org.gatepost.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** A set of numbers that takes eight octets for each. */
final class NumberSet {
  private final long[] ascending;

  private NumberSet(long[] ascending) {
    this.ascending = ascending;
  }

  static NumberSet empty() {
    return new NumberSet(new long[0]);
  }

  /** Of a column that is an array of {@code bigint}. */
  static NumberSet of(ResultSet row, String column) throws SQLException {
    Long[] numbers = (Long[]) row.getArray(column).getArray();
    return new NumberSet(Arrays.stream(numbers).mapToLong(Long::longValue).sorted().toArray());
  }

  boolean has(long number) {
    return Arrays.binarySearch(ascending, number) >= 0;
  }
}
