package rondo.round;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rondo.optim.Optimizer;
import rondo.train.TrainSpec;

/**
 * H local steps on every shard, then an outer step of the driver on their mean change {@code D =
 * sum_k n_k (theta_k - theta) / sum_k n_k}: local SGD (Stich 2019) where the outer step is to take
 * the mean itself, block momentum, DiLoCo and FedAdam by other outer optimizers. With one shard and
 * no outer optimizer it is plain training, to the bit.
 */
final class ModelAveraging implements SyncStrategy {
  private final OuterOptimizer outer;
  private final List<Integer> sentMoments;
  private final Payload payload;

  ModelAveraging(RoundSpec spec, TrainSpec train) {
    this.outer = OuterOptimizer.of(spec);
    this.sentMoments = sent(spec.inner(), Optimizer.of(train.optimizer()));
    // The mean of parameters is them, to the bit, if there is one; what is rounded must be small.
    boolean mean = outer.takesTheMean() && spec.wire().isExact();
    this.payload = mean ? Payload.PARAMETERS : Payload.DELTA;
  }

  private static List<Integer> sent(RoundSpec.InnerState inner, Optimizer optimizer) {
    return IntStream.range(0, optimizer.moments())
        .filter(
            moment ->
                switch (inner) {
                  case AVERAGE -> true;
                  case AVERAGE_SECOND -> optimizer.isSecond(moment);
                  case RESET -> false;
                })
        .boxed()
        .toList();
  }

  @Override
  public Payload payload() {
    return payload;
  }

  @Override
  public List<Integer> sentMoments() {
    return sentMoments;
  }

  @Override
  public int slots() {
    return outer.slots();
  }

  @Override
  public float[] start(RoundState state) {
    if (outer.slots() == 0) {
      return state.parameters();
    }
    float[] start = new float[state.parameters().length];
    outer.start(state.parameters(), state.slots(), start);
    return start;
  }

  @Override
  public Outcome apply(RoundState state, RoundSum sum, double learningRate) {
    float[] parameters = sum.payload();
    List<float[]> slots = state.slots();
    if (payload == Payload.DELTA) {
      parameters = state.parameters().clone();
      slots = slots.stream().map(float[]::clone).toList();
      outer.step(parameters, sum.payload(), slots);
    }
    List<float[]> moments = new ArrayList<>(state.moments());
    for (int i = 0; i < sentMoments.size(); i++) {
      moments.set(sentMoments.get(i), sum.moments().get(i));
    }
    return new Outcome(
        new RoundState(parameters, moments, slots, state.carried(), state.optimizerSteps()), null);
  }
}
