package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;
import static rondo.round.TextRuns.initial;
import static rondo.round.TextRuns.rounds;
import static rondo.round.TextRuns.shards;
import static rondo.round.TextRuns.spec;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batches;
import rondo.gradient.GradientSum;
import rondo.kernel.KernelProvider;
import rondo.model.CounterRandom;
import rondo.network.Pass;
import rondo.optim.LearningRate;
import rondo.optim.OptimizerSpec.Kind;
import rondo.parallel.Parallel;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Reduce;
import rondo.round.RoundSpec.Strategy;
import rondo.train.TrainSpec;
import rondo.train.TrainStep;
import rondo.wire.Wire;

/** Local steps and outer steps, on running text with carried state and dropout. */
class TestModelAveraging {
  private static TrainResult train(TrainSpec spec, RoundSpec rounds, RoundListener listener) {
    try (WorkerShards runner = new WorkerShards(shards(rounds.shards()), spec, rounds)) {
      return new RoundLoop(spec, rounds, LoopOptions.NONE, runner, listener).run(initial(spec));
    }
  }

  private static float[] train(TrainSpec spec, RoundSpec rounds) {
    return train(spec, rounds, RoundListener.NONE).parameters();
  }

  /** whatever H, the mean of one shard's parameters are that shard's, to the bit. */
  @Test
  void oneShardIsPlainTraining() {
    TrainSpec spec = spec(Kind.ADAM, 0.01);
    float[] plain = plain(spec);
    for (int localSteps : new int[] {1, 3, 1000}) {
      RoundSpec rounds =
          rounds(Strategy.PARAMETER_AVERAGING, 1, localSteps, InnerState.AVERAGE, Wire.FLOAT32);
      assertThat(train(spec, rounds)).containsExactly(plain);
    }
  }

  /** A loop written down without rounds. */
  private static float[] plain(TrainSpec spec) {
    Batches data = shards(1).get(0);
    float[] parameters = initial(spec);
    TrainStep step = new TrainStep(spec, KernelProvider.choice().kernels(), Parallel.single());
    float[][] moments = new float[2][parameters.length];
    long total = 3L * data.stepsPerEpoch();
    LearningRate rate = new LearningRate(0.01, spec.schedule(), data.stepsPerEpoch(), total);
    for (int at = 0; at < total; at++) {
      int inEpoch = at % data.stepsPerEpoch();
      long key = CounterRandom.key(CounterRandom.key(spec.seed(), 0), at);
      GradientSum sum =
          step.gradient(
              data.batch(at / data.stepsPerEpoch(), inEpoch), Pass.training(key), parameters);
      step.update(sum, parameters, moments, at + 1, rate.at(at, 1));
    }
    return parameters;
  }

  /** one step of SGD on each shard, averaged, is a step of SGD on the mean gradient. */
  @Test
  void oneStepOfSgdIsGradientAveraging() {
    TrainSpec sgd = withoutClipping(spec(Kind.SGD, 0.5));
    float[] parameters =
        train(sgd, rounds(Strategy.PARAMETER_AVERAGING, 3, 1, InnerState.AVERAGE, Wire.FLOAT32));
    float[] gradients =
        train(sgd, rounds(Strategy.GRADIENT_AVERAGING, 3, 1, InnerState.AVERAGE, Wire.FLOAT32));
    assertThat(distance(parameters, gradients)).isLessThan(1e-5);
    assertThat(distance(parameters, initial(sgd))).isGreaterThan(0.01);
  }

  private static TrainSpec withoutClipping(TrainSpec s) {
    return new TrainSpec(
        s.model(),
        s.loss(),
        s.epochs(),
        s.batch(),
        s.truncate(),
        s.recompute(),
        0,
        0,
        s.optimizer(),
        s.schedule(),
        s.seed());
  }

  private static double distance(float[] a, float[] b) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      difference += Math.pow(a[i] - b[i], 2);
      size += Math.pow(b[i], 2);
    }
    return Math.sqrt(difference / size);
  }

  static List<RoundSpec> everyKind() {
    List<RoundSpec> all = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      int localSteps = strategy == Strategy.GRADIENT_AVERAGING ? 1 : 5;
      for (InnerState inner : InnerState.values()) {
        all.add(rounds(strategy, 3, localSteps, inner, Wire.FLOAT32));
      }
      all.add(rounds(strategy, 3, localSteps, InnerState.AVERAGE, Wire.BFLOAT16));
      all.add(rounds(strategy, 3, localSteps, InnerState.AVERAGE_SECOND, Wire.INT8));
    }
    return all;
  }

  /** From any round on, with the same bits, and every kind learns. */
  @ParameterizedTest
  @MethodSource("everyKind")
  void goesOnFromWhereItStopped(RoundSpec rounds) {
    TrainSpec spec = spec(Kind.ADAMW, 0.02);
    List<LoopState> states = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            losses.add(metrics.trainLoss());
          }

          @Override
          public void done(LoopState state) {
            states.add(state);
          }
        };
    TrainResult whole = train(spec, rounds, listener);
    int count = states.size();
    assertThat(losses.get(count - 1)).isLessThan(losses.get(0));
    for (int stop : new int[] {0, count / 2, count - 2, count - 1}) {
      LoopState state = states.get(stop);
      try (WorkerShards runner = new WorkerShards(shards(3), spec, rounds)) {
        TrainResult rest =
            new RoundLoop(spec, rounds, LoopOptions.NONE, runner, RoundListener.NONE).run(state);
        assertThat(rest.parameters()).containsExactly(whole.parameters());
        assertThat(rest.rounds()).isEqualTo(whole.rounds());
        assertThat(rest.timeSteps()).isEqualTo(whole.timeSteps());
        assertThat(rest.trainLoss()).isEqualTo(whole.trainLoss());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void whatIsRoundedOnTheWayTravelsLess(Wire wire) {
    List<Long> bytes = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            bytes.add(metrics.bytesUp());
          }
        };
    TrainSpec spec = spec(Kind.SGD, 0.5);
    float[] exact =
        train(spec, rounds(Strategy.BLOCK_MOMENTUM, 3, 5, InnerState.RESET, Wire.FLOAT32));
    TrainResult result =
        train(spec, rounds(Strategy.BLOCK_MOMENTUM, 3, 5, InnerState.RESET, wire), listener);
    assertThat(distance(result.parameters(), exact)).isLessThan(wire.isExact() ? 1e-12 : 0.05);
    long parameters = 3L * initial(spec).length;
    double perNumber = (double) bytes.get(bytes.size() - 1) / parameters;
    // Beside them travels the state of 12 streams, but not at the end of an epoch.
    assertThat(perNumber).isBetween(0.9 * width(wire), 1.1 * width(wire));
  }

  private static double width(Wire wire) {
    return switch (wire) {
      case FLOAT32 -> 4;
      case BFLOAT16 -> 2;
      case INT8 -> 1;
    };
  }

  /** More epochs do not bring the warm-up back, and the plan knows the rounds that are left. */
  @Test
  void aRunThatIsMadeLongerStaysWarm() {
    RoundSpec warm =
        new RoundSpec(
            Strategy.BLOCK_MOMENTUM,
            3,
            8,
            InnerState.RESET,
            OuterSpec.of(Strategy.BLOCK_MOMENTUM, 3),
            Wire.FLOAT32,
            Reduce.AUTO,
            1,
            0.1);
    List<LoopState> states = new ArrayList<>();
    List<RoundMetrics> seen = new ArrayList<>();
    List<Long> planned = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void started(RunPlan plan) {
            planned.add(plan.totalRounds());
          }

          @Override
          public void round(RoundMetrics metrics) {
            seen.add(metrics);
          }

          @Override
          public void done(LoopState state) {
            states.add(state);
          }
        };
    TrainResult first = train(spec("lstm", Kind.SGD, 0.1, 20), warm, listener);
    assertThat(planned.get(0)).isEqualTo(first.rounds());
    LoopState last = states.get(states.size() - 1);
    assertThat(last.warmup()).isGreaterThan(5);
    seen.clear();
    TrainSpec longer = spec("lstm", Kind.SGD, 0.1, 200);
    try (WorkerShards runner = new WorkerShards(shards(3), longer, warm)) {
      TrainResult rest = new RoundLoop(longer, warm, LoopOptions.NONE, runner, listener).run(last);
      assertThat(planned.get(1)).isEqualTo(rest.rounds());
    }
    assertThat(seen.get(0).localSteps()).isEqualTo(8);
  }
}
