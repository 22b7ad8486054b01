package rondo.local;

import java.util.Arrays;
import rondo.anomaly.SurpriseScore;

/**
 * Finds anomalies in a series of numbers as they come, one after the other, for ever: a small GRU
 * forecasts the next value and goes on learning, and {@link SurpriseScore} tells how far a value is
 * from that. A score is made of its value and those before it, and is never changed later.
 *
 * <p>The values at the beginning score 0. When they are complete, the network learns from all of
 * them, which takes about a second; after that a value takes some dozen microseconds, and each
 * {@link StreamingSpec#every} values a few milliseconds more. The same values give the same scores.
 *
 * <p>Memory: {@link StreamingSpec#memory} times 60 bytes, and the network.
 *
 * <p>Thread use: one thread at a time. One object a series.
 */
public final class StreamingDetector {
  private static final double LATER = 0.2; // of the learning rate
  private static final double LEAST_DEVIATION = 1e-3; // of the mean
  private static final double LEAST_SCALE = 1e-6;
  private static final double LARGEST = 1e150; // whose square is finite

  private final StreamingSpec spec;
  private final SurpriseScore surprise;
  private final long[] times; // of the values at the beginning
  private final double[] values;
  private long count;
  private StreamHistory history; // null at the beginning
  private OnlineForecaster forecaster;
  private float expected; // the next value, scaled

  public StreamingDetector(StreamingSpec spec) {
    this.spec = spec;
    this.surprise = new SurpriseScore(spec.surprise());
    this.times = new long[spec.learning()];
    this.values = new double[spec.learning()];
  }

  /**
   * Scores the next value.
   *
   * @param time in seconds since 1970, on the clock whose hours and weekdays matter; it may step
   *     back, as clocks do
   * @param value beyond 1e150 it counts as that
   * @return 0: as expected; the higher, the more surprising. Of the benchmark's series {@code 0.2}
   *     is a good threshold
   * @throws IllegalArgumentException if the value is not finite
   */
  public double score(long time, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "value: got " + value + ", expected a finite number; leave out what is missing");
    }
    double kept = Math.max(-LARGEST, Math.min(LARGEST, value));
    if (count < spec.learning()) {
      times[(int) count] = time;
      values[(int) count++] = kept;
      if (count == spec.learning()) {
        begin();
      }
      return 0;
    }
    history.add(time, kept);
    float scaled = history.value(count);
    double score = surprise.add(scaled, Math.abs(scaled - expected));
    if (count % spec.every() == 0) {
      forecaster.learn(LATER * spec.learningRate());
    }
    expected = forecaster.forecast(count++)[OnlineForecaster.MEDIAN];
    return score;
  }

  /** Learns from the beginning, and what errors there are. */
  private void begin() {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(squares / values.length);
    if (!(deviation > 0)) { // all the same: whatever is not is far away
      deviation = Math.max(LEAST_DEVIATION * Math.abs(mean), LEAST_SCALE);
    }
    history = new StreamHistory(spec.memory(), mean, deviation);
    for (int n = 0; n < values.length; n++) {
      history.add(times[n], values[n]);
    }
    forecaster = new OnlineForecaster(spec, history);
    for (int step = 0; step < spec.steps(); step++) {
      double done = step / (double) spec.steps();
      forecaster.learn(spec.learningRate() * (1 - (1 - LATER) * done));
    }
    surprise.add(history.value(0), 0);
    for (int n = 0; n < values.length; n++) {
      expected = forecaster.forecast(n)[OnlineForecaster.MEDIAN];
      if (n + 1 < values.length) {
        surprise.add(history.value(n + 1), Math.abs(history.value(n + 1) - expected));
      }
    }
  }
}
