package rondo.config;

import rondo.optim.OptimizerSpec;
import rondo.round.OuterSpec;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Reduce;
import rondo.round.RoundSpec.Strategy;
import rondo.wire.Wire;

/** Reads how shards work together; what is {@code auto} follows from the number of shards. */
final class RoundReader {
  private static final int LOCAL_STEPS_OF_ONE = 50;

  private RoundReader() {}

  /**
   * @param optimizer of the shards
   */
  static RoundSpec read(Section s, OptimizerSpec.Kind optimizer) {
    int shards = s.whole("shards");
    Strategy strategy =
        s.choiceOrAuto("strategy", Strategy.class)
            .orElse(shards == 1 ? Strategy.PARAMETER_AVERAGING : Strategy.BLOCK_MOMENTUM);
    if (strategy == Strategy.DILOCO && optimizer != OptimizerSpec.Kind.ADAMW) {
      throw s.refuse("strategy", "another one, or training.optimizer.kind = adamw with diloco");
    }
    InnerState inner =
        s.choiceOrAuto("inner-state", InnerState.class)
            .orElse(shards == 1 ? InnerState.AVERAGE : InnerState.AVERAGE_SECOND);
    int localSteps = s.isAuto("local-steps") ? auto(strategy, shards) : positive(s);
    Wire wire = s.choice("wire", Wire.class);
    Reduce reduce = s.choice("reduce", Reduce.class);
    double warmup = s.number("warmup");
    double badUpdates = s.number("bad-updates");
    OuterSpec outer = outer(s.section("outer"), strategy, Math.max(1, shards));
    return s.build(
        () ->
            new RoundSpec(
                strategy, shards, localSteps, inner, outer, wire, reduce, warmup, badUpdates));
  }

  private static int auto(Strategy strategy, int shards) {
    if (strategy == Strategy.GRADIENT_AVERAGING) {
      return 1;
    }
    return shards == 1 ? LOCAL_STEPS_OF_ONE : RoundSpec.MEASURED;
  }

  private static int positive(Section s) {
    int steps = s.whole("local-steps");
    if (steps < 1) {
      throw s.refuse("local-steps", "at least 1, or auto");
    }
    return steps;
  }

  private static OuterSpec outer(Section s, Strategy strategy, int shards) {
    OuterSpec usual = OuterSpec.of(strategy, shards);
    double momentum = s.isAuto("momentum") ? usual.momentum() : s.number("momentum");
    double rate = s.isAuto("learning-rate") ? usual.learningRate() : s.number("learning-rate");
    boolean nesterov = s.flag("nesterov");
    double beta1 = s.number("beta1");
    double beta2 = s.number("beta2");
    double epsilon = s.number("epsilon");
    return s.build(() -> new OuterSpec(momentum, rate, nesterov, beta1, beta2, epsilon));
  }
}
