package rondo.round;

import java.util.List;
import rondo.round.RoundSpec.InnerState;

/**
 * Parameter averaging (local SGD, Stich 2019): {@code theta = sum_k n_k theta_k / sum_k n_k} after
 * H local steps, and likewise the optimizer's moments. With one shard it is plain training, to the
 * bit.
 */
final class ParameterAveraging implements SyncStrategy {
  private final InnerState inner;

  ParameterAveraging(InnerState inner) {
    this.inner = inner;
  }

  @Override
  public Payload payload() {
    return Payload.PARAMETERS;
  }

  @Override
  public boolean sendsMoments() {
    return inner == InnerState.AVERAGE;
  }

  @Override
  public Outcome apply(RoundState state, List<RoundUpdate> updates, double learningRate) {
    float[] parameters = WeightedSum.mean(updates, update -> update.payload);
    float[][] moments = state.moments();
    if (sendsMoments()) {
      moments = new float[moments.length][];
      for (int i = 0; i < moments.length; i++) {
        int moment = i;
        moments[i] = WeightedSum.mean(updates, update -> update.moments[moment]);
      }
    }
    return new Outcome(
        new RoundState(parameters, moments, state.carried(), state.optimizerSteps()), null);
  }
}
