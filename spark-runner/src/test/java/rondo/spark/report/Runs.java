package rondo.spark.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rondo.model.CounterRandom;
import rondo.round.RoundMetrics;
import rondo.round.RunPlan;
import rondo.round.ShardInfo;
import rondo.spark.report.ReportData.Baseline;
import rondo.spark.report.ReportData.Fact;
import rondo.spark.report.ReportData.Measure;
import rondo.spark.report.ReportData.Sample;
import rondo.spark.report.ReportData.Variant;
import rondo.train.GradientFlow;

/** Runs that look like real ones, made up by a formula. */
final class Runs {
  private static final int ROUNDS_PER_EPOCH = 100;

  private Runs() {}

  static RunPlan plan(int epochs) {
    long rounds = (long) ROUNDS_PER_EPOCH * epochs;
    ShardInfo shard = new ShardInfo(0, ROUNDS_PER_EPOCH, 640_000, 64_000, 64_000, 6_400, 0);
    return new RunPlan(List.of(shard), 123_456, ROUNDS_PER_EPOCH, rounds, rounds);
  }

  /** A round of a loss that falls from {@code start} towards {@code end}. */
  static RoundMetrics round(int round, double start, double end, long seed) {
    double epoch = (double) round / ROUNDS_PER_EPOCH;
    double loss = end + (start - end) * Math.pow(1 + 12 * epoch, -0.9);
    double noise = 0.03 * loss * CounterRandom.gaussian(seed, round);
    boolean evaluated = round % ROUNDS_PER_EPOCH == 0;
    double speed = 180_000 + 6_000 * CounterRandom.gaussian(seed, 7_000 + round);
    return new RoundMetrics(
        round,
        epoch,
        1,
        loss + noise,
        evaluated ? loss * 1.02 + 0.002 * epoch : Double.NaN,
        evaluated ? Map.of("accuracy", 1 - loss / (1 + start)) : Map.of(),
        6_400,
        round == 1 ? 40_000 : speed,
        new RoundMetrics.Times(
            0.94 * 6_400 / speed, 0.02 * 6_400 / speed, 0.04 * 6_400 / speed, 0.001, 0),
        4 * 123_456,
        4 * 123_456,
        2e-3 * Math.min(1, epoch * 4) * 0.5 * (1 + Math.cos(Math.PI * epoch / 20)),
        2.5 * Math.pow(1 + epoch, -0.6) * Math.exp(0.3 * CounterRandom.gaussian(seed, -round)),
        CounterRandom.uniform(seed, round) < 0.12 ? 1 : 0,
        1,
        0,
        0);
  }

  static RunHistory history(int epochs, double start, double end, double... decays) {
    RunHistory history = new RunHistory();
    history.started(plan(epochs));
    if (decays.length > 0) {
      history.gradientFlow(0, flow(0.6, decays));
    }
    for (int round = 1; round <= ROUNDS_PER_EPOCH * epochs; round++) {
      history.round(round(round, start, end, epochs));
    }
    if (decays.length > 0) {
      history.gradientFlow((long) ROUNDS_PER_EPOCH * epochs, flow(1, decays));
    }
    return history;
  }

  /** One layer for each decay: the norm falls by that factor a time step. */
  static GradientFlow flow(double size, double... decays) {
    double[][] norms = new double[decays.length][];
    for (int layer = 0; layer < decays.length; layer++) {
      double decay = decays[layer];
      norms[layer] =
          IntStream.rangeClosed(0, 100)
              .mapToDouble(k -> 0.02 * size * Math.pow(size * decay, k) * (1 + 0.1 * Math.sin(k)))
              .toArray();
    }
    return new GradientFlow(norms);
  }

  /** A language model with all that a report can show of one. */
  static ReportData languageModel() {
    Variant lstm =
        new Variant(
            "",
            "LSTM 2 x 256",
            912_345,
            history(20, 4.4, 1.05, 0.97, 0.94),
            0,
            1.1312,
            List.of(new Measure("accuracy", 0.6731, true)),
            List.of(),
            null,
            List.of(
                new Sample("temperature 0.8", "the ", "act of being <b>bold</b> & \"quick\""),
                new Sample("temperature 1.0", "a ", "sort of bird\u0000 that\u202e sings \ud800")));
    return new ReportData(
        "Language model of glosses.txt",
        LossUnit.of("SOFTMAX_CROSS_ENTROPY", "character"),
        List.of(new Fact("Text", "6,204,111 characters, 97 different"), new Fact("Shards", "2")),
        List.of(lstm),
        List.of(new Baseline("order-5 n-gram", 1.38), new Baseline("order-3 n-gram", 1.71)),
        "{\n  \"task\" : \"language-model\"\n}",
        List.of(new Fact("Java", "17.0.15"), new Fact("Kernels", "vector, 16 lanes")));
  }

  /** Two cells on one task. */
  static ReportData comparison() {
    return new ReportData(
        "Adding problem, T = 100",
        LossUnit.of("MEAN_SQUARED_ERROR", "sequence"),
        List.of(new Fact("Sequences", "24,000 of 100 time steps")),
        List.of(
            variant("lstm", "LSTM 1 x 64", history(20, 0.3, 0.0004, 0.985), 0.0006),
            variant("rnn", "RNN 1 x 64", history(20, 0.2, 0.164, 0.8), 0.1671)),
        List.of(new Baseline("always the mean", 0.1667)),
        "{}",
        List.of());
  }

  static Variant variant(String name, String model, RunHistory history, double testLoss) {
    return new Variant(
        name, model, 17_000, history, 0, testLoss, List.of(), List.of(), null, List.of());
  }
}
