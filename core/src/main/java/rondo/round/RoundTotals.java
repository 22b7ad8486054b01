package rondo.round;

import java.util.List;
import java.util.Map;
import rondo.gradient.Clipping;
import rondo.train.Evaluation;

/** What the reports of one round add up to. */
record RoundTotals(
    double lossSum,
    double weight,
    long timeSteps,
    double gradientNorm,
    long clipped,
    double slowestSeconds,
    double meanSeconds,
    double fetchSeconds,
    int shards,
    int counted) {

  /** Of reports in the order of shard ids; those that do not count took time all the same. */
  static RoundTotals of(List<ShardReport> reports) {
    double lossSum = 0;
    double weight = 0;
    long timeSteps = 0;
    double norms = 0;
    long clipped = 0;
    int counted = 0;
    for (ShardReport report : reports) {
      timeSteps += report.timeSteps();
      if (report.counts()) {
        lossSum += report.lossSum();
        weight += report.weight();
        norms += report.gradientNorm();
        clipped += report.clipped();
        counted++;
      }
    }
    List<ShardReport> working = reports.stream().filter(r -> r.weight() > 0).toList();
    long slowest = working.stream().mapToLong(ShardReport::computeNanos).max().orElse(0);
    double mean = working.stream().mapToLong(ShardReport::computeNanos).average().orElse(0);
    double fetch = working.stream().mapToLong(ShardReport::fetchNanos).max().orElse(0);
    return new RoundTotals(
        lossSum,
        weight,
        timeSteps,
        norms / counted,
        clipped,
        slowest * 1e-9,
        mean * 1e-9,
        fetch * 1e-9,
        working.size(),
        counted);
  }

  double loss() {
    return lossSum / weight;
  }

  /**
   * What a round spent its time on.
   *
   * @param wall all of it
   */
  RoundMetrics.Times times(double wall, double broadcast, double checkpoint, int concurrentShards) {
    // Shards that run one after the other take their sum, those that run at once the slowest.
    int waves = (shards + concurrentShards - 1) / concurrentShards;
    double compute = Math.min(wall, Math.max(slowestSeconds, meanSeconds * waves));
    double down = Math.min(wall - compute, broadcast + fetchSeconds);
    double wait = concurrentShards > 1 ? slowestSeconds - meanSeconds : 0;
    return new RoundMetrics.Times(compute, down, wall - compute - down, wait, checkpoint);
  }

  RoundMetrics metrics(
      long round,
      double epoch,
      Evaluation validation,
      Map<String, Double> figures,
      double wall,
      RoundMetrics.Times times,
      RoundInput input,
      RoundSum sum,
      double learningRate,
      Clipping.Result driverClipping) {
    return new RoundMetrics(
        round,
        epoch,
        input.steps,
        loss(),
        validation.loss(),
        figures,
        timeSteps,
        timeSteps / wall,
        times,
        input.bytes(),
        sum.bytesUp(),
        learningRate,
        driverClipping == null ? gradientNorm : driverClipping.norm(),
        driverClipping == null ? clipped : driverClipping.clipped() ? 1 : 0,
        driverClipping == null ? (long) counted * input.steps : 1,
        sum.dropped(),
        0);
  }
}
