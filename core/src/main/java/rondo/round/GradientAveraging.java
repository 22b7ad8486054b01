package rondo.round;

import java.util.List;
import rondo.gradient.Clipping;
import rondo.gradient.GradientSum;
import rondo.kernel.Elementwise;
import rondo.kernel.KernelProvider;
import rondo.optim.MomentAge;
import rondo.parallel.Parallel;
import rondo.train.ParameterUpdate;
import rondo.train.TrainSpec;

/**
 * Synchronous gradient averaging: {@code g = sum_k S_k / sum_k n_k}, then one step of the
 * optimizer. The same as one big batch.
 */
final class GradientAveraging implements SyncStrategy {
  private final ParameterUpdate update;

  GradientAveraging(TrainSpec train) {
    Elementwise elementwise = KernelProvider.choice().kernels().elementwise();
    this.update = new ParameterUpdate(train, elementwise, Parallel.single());
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
    float[] parameters = state.parameters().clone();
    float[][] moments = state.moments().stream().map(float[]::clone).toArray(float[][]::new);
    long step = state.optimizerSteps() + 1;
    Clipping.Result result =
        update.apply(gradient, parameters, moments, MomentAge.of(step), learningRate);
    return new Outcome(
        new RoundState(parameters, List.of(moments), state.slots(), state.carried(), step), result);
  }
}
