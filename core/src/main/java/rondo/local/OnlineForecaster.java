package rondo.local;

import java.util.Arrays;
import java.util.List;
import rondo.data.Batch;
import rondo.kernel.KernelProvider;
import rondo.loss.LossSpec;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Matrix;
import rondo.network.Network;
import rondo.network.Pass;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;
import rondo.train.TrainSpec;
import rondo.train.TrainStep;

/**
 * Forecasts the next value of a series, and learns from all values as they come: first from those
 * at the beginning, then a step now and then from windows of what it remembers. A forecast is made
 * of three quantiles of the change from the last value.
 *
 * <p>Thread use: one thread.
 */
final class OnlineForecaster {
  /** Place of the median among the quantiles. */
  static final int MEDIAN = 1;

  private static final double[] QUANTILES = {0.1, 0.5, 0.9};
  private static final int[] ONE_ROW = {1};
  private static final int UNSEEN = 8; // first time steps of a window, which have seen too little

  private final StreamingSpec spec;
  private final StreamHistory history;
  private final TrainStep step;
  private final Network network;
  private final float[] parameters;
  private final float[][] moments;
  private final int[] activeRows; // of a batch of windows
  private final int[] outputRows;
  private final float[] inputs;
  private final float[] targets;
  private final float[] input = new float[StreamHistory.FEATURES];
  private long steps;
  private boolean carries; // whether the network has the state of the value before

  /**
   * @param history to which the caller adds the values
   */
  OnlineForecaster(StreamingSpec spec, StreamHistory history) {
    this.spec = spec;
    this.history = history;
    TrainSpec training =
        new TrainSpec(
            new ModelSpec(
                InputSpec.dense(StreamHistory.FEATURES),
                CellSpec.of("gru"),
                List.of(spec.hidden()),
                0,
                0,
                ModelSpec.InitialState.ZERO,
                QUANTILES.length),
            LossSpec.pinball(QUANTILES),
            1,
            spec.batch(),
            0,
            0,
            1,
            0,
            OptimizerSpec.of(OptimizerSpec.Kind.ADAM, spec.learningRate()),
            ScheduleSpec.constant(),
            spec.seed());
    this.step = new TrainStep(training, KernelProvider.choice().kernels(), Parallel.single());
    this.network = step.network();
    this.parameters = network.layout().initialParameters(spec.seed());
    this.moments = new float[step.moments()][parameters.length];
    int unseen = Math.min(UNSEEN, spec.window() / 2);
    this.activeRows = new int[spec.window()];
    Arrays.fill(activeRows, spec.batch());
    this.outputRows = new int[(spec.window() - unseen) * spec.batch()];
    Arrays.setAll(outputRows, row -> row + unseen * spec.batch());
    this.inputs = new float[spec.window() * spec.batch() * StreamHistory.FEATURES];
    this.targets = new float[outputRows.length];
  }

  /** Takes a step of learning from windows of what the history remembers. */
  void learn(double learningRate) {
    float[] state = carries ? network.state() : null;
    long key = CounterRandom.key(spec.seed(), ++steps);
    int starts = (int) (history.count() - history.oldest()) - spec.window(); // each with a next one
    int rows = outputRows.length;
    int unseen = activeRows.length * spec.batch() - rows;
    for (int b = 0; b < spec.batch(); b++) {
      long start = history.oldest() + CounterRandom.below(key, b, starts);
      for (int t = 0; t < spec.window(); t++) {
        int row = t * spec.batch() + b;
        history.features(start + t, inputs, row * StreamHistory.FEATURES);
        if (row >= unseen) {
          targets[row - unseen] = history.value(start + t + 1) - history.value(start + t);
        }
      }
    }
    Batch batch =
        new Batch(
            activeRows, null, inputs, StreamHistory.FEATURES, outputRows, null, targets, false);
    step.update(
        step.gradient(batch, Pass.training(key), parameters),
        parameters,
        moments,
        steps,
        learningRate);
    network.prepare(parameters);
    if (state != null) {
      network.restore(state);
    }
  }

  /**
   * Forecasts the value after number {@code n}, which must follow that of the last forecast; the
   * first one is 0.
   *
   * @return a tenth of all values is expected below the first, half below the second, nine tenths
   *     below the third; scaled as in the history
   */
  float[] forecast(long n) {
    history.features(n, input, 0);
    Batch batch =
        new Batch(ONE_ROW, null, input, StreamHistory.FEATURES, null, null, null, carries);
    Matrix outputs = network.forward(batch, Pass.EVALUATION);
    carries = true;
    float[] quantiles = new float[QUANTILES.length];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = history.value(n) + outputs.data()[outputs.at(0) + i];
    }
    return quantiles;
  }
}
