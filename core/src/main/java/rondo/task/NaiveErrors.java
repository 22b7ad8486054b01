package rondo.task;

import java.io.Serializable;
import java.util.List;
import rondo.forecast.Pinball;

/** Sums of the errors of a forecast of one series; in its own unit. */
final class NaiveErrors implements Serializable {
  private double squares;
  private double above; // of values above the forecast
  private double below;
  private long count;

  void add(double value, double forecast) {
    double error = value - forecast;
    squares += error * error;
    above += Math.max(0, error);
    below += Math.max(0, -error);
    count++;
  }

  void add(NaiveErrors other) {
    squares += other.squares;
    above += other.above;
    below += other.below;
    count += other.count;
  }

  long count() {
    return count;
  }

  /**
   * The loss in standard deviations, as that of a model is: the mean square, or the mean pinball
   * loss of quantiles that are all forecast alike.
   */
  double loss(double deviation, List<Double> quantiles) {
    if (quantiles.isEmpty()) {
      return squares / count / (deviation * deviation);
    }
    double sum = 0;
    for (double quantile : quantiles) {
      sum += Pinball.loss(quantile, above, 0) + Pinball.loss(quantile, 0, below);
    }
    return sum / quantiles.size() / count / deviation;
  }
}
