package rondo.round;

import java.util.List;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.optim.Optimizer;
import rondo.parallel.Parallel;
import rondo.train.TrainSpec;

/**
 * Synchronous gradient averaging: {@code g = sum_k S_k / sum_k n_k}, then one step of the
 * optimizer. The same as one big batch.
 */
final class GradientAveraging implements SyncStrategy {
  private final Optimizer optimizer;
  private final Clipping clipping;
  private final Parallel parallel = Parallel.single();

  GradientAveraging(TrainSpec train) {
    this.optimizer = Optimizer.of(train.optimizer());
    this.clipping = new Clipping(train.clipNorm(), train.clipValue());
  }

  @Override
  public Payload payload() {
    return Payload.GRADIENT;
  }

  @Override
  public boolean sendsMoments() {
    return false;
  }

  @Override
  public Outcome apply(RoundState state, List<RoundUpdate> updates, double learningRate) {
    double[] sum = WeightedSum.sum(updates, update -> update.payload);
    GradientSum gradient = new GradientSum(sum.length);
    for (int i = 0; i < sum.length; i++) {
      gradient.sum()[i] = (float) sum[i];
    }
    updates.forEach(update -> gradient.add(update.lossSum, update.weight));
    gradient.toMean(parallel);
    Clipping.Result result = clipping.apply(gradient, parallel);
    float[] parameters = state.parameters().clone();
    long step = state.optimizerSteps() + 1;
    optimizer.update(
        parameters, gradient.sum(), state.moments(), step, learningRate, 0, parameters.length);
    return new Outcome(new RoundState(parameters, state.moments(), state.carried(), step), result);
  }
}
