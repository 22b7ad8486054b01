package rondo.round;

import java.util.List;
import java.util.Map;
import rondo.gradient.Clipping;
import rondo.train.Evaluation;

/** What the updates of one round add up to. */
record RoundTotals(
    double lossSum,
    double weight,
    long timeSteps,
    double gradientNorm,
    long clipped,
    double slowestSeconds,
    double meanSeconds,
    int shards,
    long bytesUp) {

  /** Of the updates in the order of shard ids. */
  static RoundTotals of(List<RoundUpdate> updates) {
    double lossSum = 0;
    double weight = 0;
    long timeSteps = 0;
    double norms = 0;
    long clipped = 0;
    long slowest = 0;
    long all = 0;
    long bytes = 0;
    for (RoundUpdate update : updates) {
      lossSum += update.lossSum;
      weight += update.weight;
      timeSteps += update.timeSteps;
      norms += update.gradientNorm;
      clipped += update.clipped;
      slowest = Math.max(slowest, update.computeNanos);
      all += update.computeNanos;
      bytes += 4L * update.payload.length;
      for (float[] moment : update.moments) {
        bytes += 4L * moment.length;
      }
      bytes += update.carried == null ? 0 : 4L * update.carried.length;
    }
    int count = updates.size();
    return new RoundTotals(
        lossSum,
        weight,
        timeSteps,
        norms / count,
        clipped,
        slowest * 1e-9,
        all * 1e-9 / count,
        count,
        bytes);
  }

  double loss() {
    return lossSum / weight;
  }

  RoundMetrics metrics(
      long round,
      double epoch,
      Evaluation validation,
      double wall,
      int concurrentShards,
      RoundInput input,
      double learningRate,
      Clipping.Result driverClipping) {
    // Shards that run one after the other take their sum, those that run at once the slowest.
    int waves = (shards + concurrentShards - 1) / concurrentShards;
    double compute = Math.min(wall, Math.max(slowestSeconds, meanSeconds * waves));
    return new RoundMetrics(
        round,
        epoch,
        loss(),
        validation.loss(),
        validation.counted() == 0 ? Map.of() : Map.of("accuracy", validation.accuracy()),
        timeSteps,
        timeSteps / wall,
        compute,
        wall - compute,
        concurrentShards > 1 ? slowestSeconds - meanSeconds : 0,
        bytesDown(input),
        bytesUp,
        learningRate,
        driverClipping == null ? gradientNorm : driverClipping.norm(),
        driverClipping == null ? clipped : driverClipping.clipped() ? 1 : 0,
        0);
  }

  private static long bytesDown(RoundInput input) {
    long floats = input.parameters.length;
    for (float[] moment : input.moments) {
      floats += moment.length;
    }
    for (float[] state : input.carried.values()) {
      floats += state.length;
    }
    return 4 * floats;
  }
}
