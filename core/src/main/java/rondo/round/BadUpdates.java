package rondo.round;

import java.util.HashMap;
import java.util.Map;

/** Decides when updates that are not finite, and are left out, are too many to go on. */
final class BadUpdates {
  /** Rounds in a row without one shard: its data would not be learned, and nobody would know. */
  private static final int MOST_IN_A_ROW = 10;

  private final double most;
  private final Map<Integer, Integer> inARow = new HashMap<>();

  /**
   * @param most fraction of the updates of a round that may be left out
   */
  BadUpdates(double most) {
    this.most = most;
  }

  /** Returns null, or why training cannot go on after a round. */
  String check(RoundSum sum, long round) {
    if (sum.dropped() > most * sum.working()) {
      return sum.dropped()
          + " of "
          + sum.working()
          + " updates had a loss or parameters that are not finite in round "
          + round;
    }
    for (ShardReport report : sum.reports()) {
      int times = report.finite() ? 0 : inARow.getOrDefault(report.shard(), 0) + 1;
      inARow.put(report.shard(), times);
      if (times == MOST_IN_A_ROW) {
        return "shard "
            + report.shard()
            + " had a loss or parameters that are not finite in "
            + times
            + " rounds in a row, the last of them round "
            + round;
      }
    }
    return null;
  }
}
