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
import org.junit.jupiter.params.provider.ValueSource;
import rondo.data.Batches;
import rondo.optim.OptimizerSpec.Kind;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Strategy;
import rondo.train.TrainSpec;
import rondo.wire.Wire;

/** Updates that are not finite. */
class TestBadUpdates {
  /** One that is not finite is left out and counted; its streams start anew. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn"})
  void badUpdatesAreLeftOut(String cell) {
    TrainSpec spec = spec(cell, Kind.ADAM, 0.01, 3);
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
    try (WorkerShards runner = new BadShard(shards(12), spec, four, 3, 3)) {
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
    try (WorkerShards runner = new BadShard(shards(6), spec, two, 3, 3)) {
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

  /** Few enough in every round, but always the same. */
  @Test
  void aShardThatIsAlwaysBadEndsTheRun() {
    TrainSpec spec = spec(Kind.ADAM, 0.01);
    RoundSpec many = rounds(Strategy.BLOCK_MOMENTUM, 12, 1, InnerState.RESET, Wire.FLOAT32);
    try (WorkerShards runner = new BadShard(shards(12), spec, many, 2, 1000)) {
      TrainResult result =
          new RoundLoop(spec, many, LoopOptions.NONE, runner, RoundListener.NONE)
              .run(initial(spec));
      assertThat(result.divergence())
          .isEqualTo(
              "shard 5 had a loss or parameters that are not finite in 10 rounds in a row, the"
                  + " last of them round 12");
    }
  }

  /** Shard 5 sees parameters that are not finite in some rounds. */
  private static final class BadShard extends WorkerShards {
    private final long first;
    private final long last;

    BadShard(List<Batches> shards, TrainSpec train, RoundSpec rounds, long first, long last) {
      super(shards, train, rounds);
      this.first = first;
      this.last = last;
    }

    @Override
    RoundInput inputOf(int shard, RoundInput input) {
      if (shard != 5 || input.round < first || input.round > last) {
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
