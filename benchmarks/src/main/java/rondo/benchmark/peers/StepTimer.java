package rondo.benchmark.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Repeats a step until it is warm, then times it in windows. The Python peer does the same.
 *
 * <p>Warm: at least {@link #LOSS_STEP} steps, at least {@code seconds} (2 where that is less), and
 * the best of the last three windows no more than 3 % better than any before; after five times that
 * long it is as warm as it gets.
 */
final class StepTimer {
  /** Steps after which the loss is told; every peer reaches them while it warms up. */
  static final int LOSS_STEP = 10;

  private static final int WINDOWS = 10;
  private static final int FEWEST_WINDOWS = 3;
  private static final double SETTLED = 1.03;
  private static final double LEAST_WARM_UP = 2;
  private static final int PATIENCE = 5;

  private final DoubleSupplier step;
  private final double seconds;
  private final LongSupplier nanoTime;
  private long steps;
  private double loss;

  /**
   * @param step takes one step and returns its loss
   * @param seconds to measure
   */
  StepTimer(DoubleSupplier step, double seconds, LongSupplier nanoTime) {
    this.step = step;
    this.seconds = seconds;
    this.nanoTime = nanoTime;
  }

  /** Steps a second in each window measured. */
  List<Double> measure() {
    warmUp();
    List<Double> windows = new ArrayList<>();
    long start = nanoTime.getAsLong();
    while (windows.size() < FEWEST_WINDOWS || since(start) < seconds) {
      windows.add(window());
    }
    return windows;
  }

  /** Loss at {@link #LOSS_STEP}. */
  double loss() {
    return loss;
  }

  private void warmUp() {
    double least = Math.max(LEAST_WARM_UP, seconds);
    List<Double> rates = new ArrayList<>();
    long start = nanoTime.getAsLong();
    while (steps < LOSS_STEP
        || since(start) < least
        || (!settled(rates) && since(start) < PATIENCE * least)) {
      rates.add(window());
    }
  }

  /** Whether the last three windows brought nothing that was not there before. */
  static boolean settled(List<Double> rates) {
    int before = rates.size() - 3;
    return before >= 1 && best(rates.subList(before, rates.size())) < SETTLED * best(rates, before);
  }

  private static double best(List<Double> rates, int size) {
    return best(rates.subList(0, size));
  }

  private static double best(List<Double> rates) {
    return rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Steps a second over a tenth of the time to measure, or one step if that takes longer. */
  private double window() {
    long start = nanoTime.getAsLong();
    int count = 0;
    do {
      double now = step.getAsDouble();
      count++;
      if (++steps == LOSS_STEP) {
        loss = now;
      }
    } while (since(start) < seconds / WINDOWS);
    return count / since(start);
  }

  private double since(long start) {
    return (nanoTime.getAsLong() - start) * 1e-9;
  }
}
