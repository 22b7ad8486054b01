package rondo.spark.report;

import rondo.round.RoundMetrics;

/** Makes one point of several neighbouring rounds. */
final class RoundMerger {
  private RoundMetrics merged;
  private long rounds;

  void add(RoundMetrics metrics) {
    merged = merged == null ? metrics : merge(merged, metrics);
    rounds++;
  }

  /** Goes on from a point that stands for {@code count} rounds. */
  void restore(RoundMetrics point, long count) {
    merged = point;
    rounds = count;
  }

  long rounds() {
    return rounds;
  }

  RoundMetrics peek() {
    return merged;
  }

  RoundMetrics take() {
    RoundMetrics taken = merged;
    merged = null;
    rounds = 0;
    return taken;
  }

  /**
   * Two neighbours as one: what is counted is added, the loss is the mean over time steps, what
   * describes a moment is that of the later one.
   */
  static RoundMetrics merge(RoundMetrics a, RoundMetrics b) {
    long timeSteps = a.timeSteps() + b.timeSteps();
    double share = timeSteps == 0 ? 0.5 : (double) b.timeSteps() / timeSteps;
    RoundMetrics.Times times = a.times().plus(b.times());
    boolean evaluated = !Double.isNaN(b.validLoss());
    return new RoundMetrics(
        b.round(),
        b.epoch(),
        b.localSteps(),
        a.trainLoss() + share * (b.trainLoss() - a.trainLoss()),
        evaluated ? b.validLoss() : a.validLoss(),
        evaluated ? b.metrics() : a.metrics(),
        timeSteps,
        timeSteps / times.all(),
        times,
        a.bytesDown() + b.bytesDown(),
        a.bytesUp() + b.bytesUp(),
        b.learningRate(),
        a.gradientNorm() + share * (b.gradientNorm() - a.gradientNorm()),
        a.clipped() + b.clipped(),
        a.gradients() + b.gradients(),
        a.badUpdates() + b.badUpdates(),
        a.badRecords() + b.badRecords());
  }
}
