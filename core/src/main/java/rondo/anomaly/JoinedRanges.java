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

  /**
   * The next range.
   *
   * @param from where it begins at least, unless the last range goes on in it
   * @param fromTime time of that time step
   */
  void add(AnomalyRange range, long from, long fromTime) {
    if (open != null && open.touches(range)) {
      boolean within = range.first() >= open.first();
      open =
          open.with(
              new AnomalyRange(
                  within ? range.first() : open.first(),
                  range.last(),
                  range.score(),
                  within ? range.firstTime() : open.firstTime(),
                  range.lastTime()));
    } else {
      end();
      boolean cut = range.first() < from;
      open =
          new AnomalyRange(
              cut ? from : range.first(),
              range.last(),
              range.score(),
              cut ? fromTime : range.firstTime(),
              range.lastTime());
    }
  }

  /** Gives what cannot grow any more, as nothing that begins before {@code next} will come. */
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
