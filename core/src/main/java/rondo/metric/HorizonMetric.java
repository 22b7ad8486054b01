package rondo.metric;

import java.util.Arrays;
import rondo.data.Batch;
import rondo.network.Matrix;

/**
 * A metric of real outputs, with sums for each target at each time step of a horizon. Outputs of
 * time steps are one step of the forecast a row: a sequence ends with the last one. Those of
 * sequences are all steps in a row, one after the other.
 */
abstract class HorizonMetric implements Metric {
  private static final long serialVersionUID = 1L;

  final int targets;
  final int horizon;
  private final int perTarget; // outputs
  private final double[] units; // (targets)
  private final double[] scales; // (targets), or null

  HorizonMetric(int targets, int horizon, int perTarget, double[] units, double[] scales) {
    if (targets < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "targets, horizon: got " + targets + ", " + horizon + ", expected at least 1");
    }
    requireLength("units", units, targets);
    requireLength("scales", scales, targets);
    this.targets = targets;
    this.horizon = horizon;
    this.perTarget = perTarget;
    this.units = units == null ? new double[targets] : units.clone();
    if (units == null) {
      Arrays.fill(this.units, 1);
    }
    this.scales = scales == null ? null : scales.clone();
  }

  private static void requireLength(String name, double[] values, int expected) {
    if (values != null && values.length != expected) {
      throw new IllegalArgumentException(
          name + ": got " + values.length + " numbers, expected one for each of " + expected);
    }
  }

  /** Sums of one target at one time step; the first is how many numbers were compared. */
  abstract int cellCounts();

  /**
   * Compares the outputs of one target.
   *
   * @param at first sum
   * @param outputs those of the target begin at {@code place}
   * @param unit by which outputs and target are multiplied
   */
  abstract void add(
      double[] counts, int at, float[] outputs, int place, double target, double unit);

  @Override
  public int counts() {
    return horizon * targets * cellCounts();
  }

  /** First sum of a target at a time step, from 0. */
  int cell(int step, int target) {
    return (step * targets + target) * cellCounts();
  }

  boolean hasScales() {
    return scales != null;
  }

  /** An error as multiple of that of the naive forecast; NaN where that makes none. */
  double scaled(int target, double error) {
    return scales != null && scales[target] > 0 ? error / scales[target] : Double.NaN;
  }

  @Override
  public Counter counter(Batch batch, double[] counts) {
    OutputPlaces places = new OutputPlaces(batch);
    int[] lengths = horizon > 1 ? OutputPlaces.lengths(batch) : null;
    return new Counter() {
      @Override
      public void steps(Matrix outputs, int first, int rows) {
        require(outputs, targets * perTarget);
        for (int row = 0; row < rows; row++) {
          int step = 0;
          if (horizon > 1) {
            int sequence = places.sequence(first + row);
            step = places.time() - (lengths[sequence] - horizon);
          }
          add(outputs, row, 0, batch.targetValues, (first + row) * targets, step);
        }
      }

      @Override
      public void sequences(Matrix outputs, int first, int rows) {
        require(outputs, horizon * targets * perTarget);
        for (int row = 0; row < rows; row++) {
          for (int step = 0; step < horizon; step++) {
            int value = ((first + row) * horizon + step) * targets;
            add(outputs, row, step * targets * perTarget, batch.sequenceValues, value, step);
          }
        }
      }

      private void add(Matrix outputs, int row, int column, float[] values, int value, int step) {
        if (step < 0 || step >= horizon) {
          throw new IllegalArgumentException(
              "output rows: got one "
                  + (horizon - step)
                  + " time steps before the end of its sequence, expected the last "
                  + horizon);
        }
        for (int target = 0; target < targets; target++) {
          HorizonMetric.this.add(
              counts,
              cell(step, target),
              outputs.data(),
              outputs.at(row) + column + target * perTarget,
              values[value + target],
              units[target]);
        }
      }
    };
  }

  private static void require(Matrix outputs, int expected) {
    if (outputs.width() != expected) {
      throw new IllegalArgumentException(
          "outputs: got " + outputs.width() + " a row, expected " + expected);
    }
  }

  /** One of the sums of a target over all time steps; of all targets if it is -1. */
  double sum(double[] counts, int target, int which) {
    double sum = 0;
    for (int step = 0; step < horizon; step++) {
      for (int d = 0; d < targets; d++) {
        sum += target < 0 || target == d ? counts[cell(step, d) + which] : 0;
      }
    }
    return sum;
  }

  /**
   * Mean over targets of their mean absolute errors as multiples of those of the naive forecast.
   *
   * @param absolute place of the sum of absolute errors among those of a cell
   */
  double mase(double[] counts, int absolute) {
    double sum = 0;
    int number = 0;
    for (int target = 0; target < targets; target++) {
      double one = scaled(target, sum(counts, target, absolute) / sum(counts, target, 0));
      sum += Double.isNaN(one) ? 0 : one;
      number += Double.isNaN(one) ? 0 : 1;
    }
    return sum / number;
  }
}
