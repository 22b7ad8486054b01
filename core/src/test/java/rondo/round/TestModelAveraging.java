package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rondo.data.Batches;
import rondo.data.StreamBatches;
import rondo.gradient.GradientSum;
import rondo.kernel.KernelProvider;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.network.Pass;
import rondo.optim.LearningRate;
import rondo.optim.OptimizerSpec;
import rondo.optim.OptimizerSpec.Kind;
import rondo.optim.ScheduleSpec;
import rondo.parallel.Parallel;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Reduce;
import rondo.round.RoundSpec.Strategy;
import rondo.train.TrainSpec;
import rondo.train.TrainStep;
import rondo.wire.Wire;

/** Local steps and outer steps, on running text with carried state and dropout. */
class TestModelAveraging {
  private static final int VOCABULARY = 7;

  private static TrainSpec spec(Kind optimizer, double learningRate) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(VOCABULARY),
            CellSpec.of("lstm"),
            List.of(10),
            0.2,
            0,
            ModelSpec.InitialState.ZERO,
            VOCABULARY);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        3,
        4,
        6,
        0,
        1.0,
        0,
        OptimizerSpec.of(optimizer, learningRate),
        ScheduleSpec.constant(),
        3);
  }

  private static Batches text(int shard, int length) {
    int[] tokens = new int[length];
    for (int i = 1; i < length; i++) {
      boolean follows = CounterRandom.uniform(shard, i) < 0.8;
      tokens[i] =
          follows
              ? (3 * tokens[i - 1] + 1) % VOCABULARY
              : CounterRandom.below(i, shard, VOCABULARY);
    }
    return new StreamBatches(tokens, 4, 6);
  }

  private static List<Batches> shards(int count) {
    List<Batches> shards = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      shards.add(text(shard, 300 + 17 * shard));
    }
    return shards;
  }

  static RoundSpec rounds(
      Strategy strategy, int shards, int localSteps, InnerState inner, Wire wire) {
    return new RoundSpec(
        strategy,
        shards,
        localSteps,
        inner,
        OuterSpec.of(strategy, shards),
        wire,
        Reduce.AUTO,
        0,
        0.1);
  }

  private static float[] initial(TrainSpec spec) {
    return Networks.layout(spec.model()).initialParameters(spec.seed());
  }

  private static TrainResult train(TrainSpec spec, RoundSpec rounds, RoundListener listener) {
    try (WorkerShards runner = new WorkerShards(shards(rounds.shards()), spec, rounds)) {
      return new RoundLoop(spec, rounds, LoopOptions.NONE, runner, listener).run(initial(spec));
    }
  }

  private static float[] train(TrainSpec spec, RoundSpec rounds) {
    return train(spec, rounds, RoundListener.NONE).parameters();
  }

  /** E2: whatever H, the mean of one shard's parameters are that shard's, to the bit. */
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

  /** E2: one step of SGD on each shard, averaged, is a step of SGD on the mean gradient. */
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

  /** E5: an update that is not finite is left out and counted; its streams start anew. */
  @Test
  void badUpdatesAreLeftOut() {
    TrainSpec spec = spec(Kind.ADAM, 0.01);
    RoundSpec four = rounds(Strategy.BLOCK_MOMENTUM, 12, 2, InnerState.AVERAGE_SECOND, Wire.INT8);
    List<RoundMetrics> seen = new ArrayList<>();
    List<LoopState> states = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            seen.add(metrics);
          }

          @Override
          public void done(LoopState state) {
            states.add(state);
          }
        };
    TrainResult result;
    try (WorkerShards runner = new BadUpdates(shards(12), spec, four, 3)) {
      result = new RoundLoop(spec, four, LoopOptions.NONE, runner, listener).run(initial(spec));
    }
    assertThat(result.divergence()).isNull();
    assertThat(seen.stream().mapToLong(RoundMetrics::badUpdates).sum()).isEqualTo(1);
    assertThat(seen.get(3).badUpdates()).isEqualTo(1);
    assertThat(states.get(3).state().carried()).doesNotContainKey(5).containsKey(4);
    assertThat(states.get(states.size() - 1).droppedUpdates()).isEqualTo(1);
    assertThat(seen.get(seen.size() - 1).trainLoss()).isLessThan(seen.get(0).trainLoss());
  }

  @Test
  void tooManyBadUpdatesEndTheRun() {
    TrainSpec spec = spec(Kind.ADAM, 0.01);
    RoundSpec two = rounds(Strategy.BLOCK_MOMENTUM, 6, 2, InnerState.RESET, Wire.FLOAT32);
    try (WorkerShards runner = new BadUpdates(shards(6), spec, two, 3)) {
      TrainResult result =
          new RoundLoop(spec, two, LoopOptions.NONE, runner, RoundListener.NONE).run(initial(spec));
      assertThat(result.divergence())
          .isEqualTo("1 of 6 updates had a loss or parameters that are not finite in round 4");
      assertThat(result.rounds()).isEqualTo(4);
      for (float parameter : result.parameters()) {
        assertThat(parameter).isFinite();
      }
    }
  }

  /** Shard 5 sees parameters that are not finite in one round. */
  private static final class BadUpdates extends WorkerShards {
    private final long badRound;

    BadUpdates(List<Batches> shards, TrainSpec train, RoundSpec rounds, long badRound) {
      super(shards, train, rounds);
      this.badRound = badRound;
    }

    @Override
    RoundInput inputOf(int shard, RoundInput input) {
      if (shard != 5 || input.round != badRound) {
        return input;
      }
      float[] parameters = input.parameters.clone();
      parameters[0] = Float.NaN;
      return new RoundInput(
          input.round,
          input.firstStep,
          input.steps,
          input.stepsPerEpoch,
          input.totalSteps,
          input.plateauFactor,
          parameters,
          input.moments,
          input.carried);
    }
  }
}
