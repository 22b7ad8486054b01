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
  public List<Integer> sentMoments() {
    return List.of();
  }

  @Override
  public int slots() {
    return 0;
  }

  @Override
  public float[] start(RoundState state) {
    return state.parameters();
  }

  @Override
  public Outcome apply(RoundState state, RoundSum sum, double learningRate) {
    GradientSum gradient = new GradientSum(sum.payload());
    gradient.add(0, sum.weight());
    gradient.toMean(parallel);
    Clipping.Result result = clipping.apply(gradient, parallel);
    float[] parameters = state.parameters().clone();
    float[][] moments = state.moments().stream().map(float[]::clone).toArray(float[][]::new);
    long step = state.optimizerSteps() + 1;
    optimizer.update(parameters, gradient.sum(), moments, step, learningRate, 0, parameters.length);
    return new Outcome(
        new RoundState(parameters, List.of(moments), state.slots(), state.carried(), step), result);
  }
}
