package rondo.anomaly;

import java.util.function.Consumer;

/**
 * Joins ranges that touch each other, as they come in order of their first time step.
 *
 * <p>Thread use: one thread.
 */
final class JoinedRanges {
  private final Consumer<AnomalyRange> found;
  private AnomalyRange open; // may still grow; null: none

  JoinedRanges(Consumer<AnomalyRange> found) {
    this.found = found;
  }

  void add(AnomalyRange range) {
    if (open != null && open.touches(range)) {
      open = open.with(range);
    } else {
      end();
      open = range;
    }
  }

  /** Gives what cannot grow any more, as nothing before {@code next} will come. */
  void upTo(long next) {
    if (open != null && open.last() + 1 < next) {
      end();
    }
  }

  /** Gives the last range. */
  void end() {
    if (open != null) {
      found.accept(open);
      open = null;
    }
  }
}
