package rondo.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rondo.data.Split;
import rondo.data.StreamBatches;
import rondo.error.RondoException;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.InputSpec;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Strategy;
import rondo.train.Evaluation;
import rondo.train.TrainSpec;

class TestRoundLoop {
  private static final RoundSpec TWO =
      new RoundSpec(Strategy.PARAMETER_AVERAGING, 2, 3, InnerState.AVERAGE);

  @Test
  void cutsRoundsAtEpochs() {
    RunPlan plan = RunPlan.of(List.of(new ShardInfo(0, 7, 70, 0, 0, 10, 0)), 5, 2.5, TWO);
    assertThat(plan.stepsPerEpoch()).isEqualTo(7);
    assertThat(plan.totalSteps()).isEqualTo(18);
    assertThat(plan.totalRounds()).isEqualTo(3 + 3 + 2);
  }

  @Test
  void tellsOfEveryRoundAndLearns() {
    List<RoundMetrics> seen = new ArrayList<>();
    TrainResult result = run(spec(0.01), shards(), seen);
    assertThat(seen).hasSize((int) result.rounds());
    assertThat(seen.get(seen.size() - 1).trainLoss()).isLessThan(seen.get(0).trainLoss());
    assertThat(seen.get(seen.size() - 1).epoch()).isEqualTo(20);
    assertThat(result.divergence()).isNull();
    assertThat(seen).allSatisfy(round -> assertThat(round.timeSteps()).isPositive());
  }

  @Test
  void stopsAtTheRoundThatDivergesAndKeepsTheModelBeforeIt() {
    TrainResult result = run(spec(2e38), shards(), new ArrayList<>());
    assertThat(result.divergence()).contains("round " + result.rounds());
    for (float parameter : result.parameters()) {
      assertThat(parameter).isFinite();
    }
  }

  @Test
  void stopsAtAValidationLossThatIsNotFinite() {
    RaggedTokens data = shards().get(0);
    RoundSpec one = new RoundSpec(Strategy.PARAMETER_AVERAGING, 1, 3, InnerState.AVERAGE);
    WorkerShards runner =
        new WorkerShards(List.of(data), spec(0.01), one) {
          @Override
          public Evaluation evaluate(float[] parameters, Split split) {
            return new Evaluation(Double.NaN, 5);
          }
        };
    TrainResult result =
        new RoundLoop(spec(0.01), one, LoopOptions.NONE, runner, RoundListener.NONE)
            .run(Networks.layout(spec(0.01).model()).initialParameters(3));
    assertThat(result.divergence()).contains("validation loss became NaN in round 1");
  }

  @Test
  void withoutValidationDataTheLatestModelIsKeptEachEpoch() {
    List<float[]> kept = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void kept(RoundMetrics metrics, float[] parameters) {
            kept.add(parameters.clone());
          }
        };
    TrainSpec spec = spec(0.01);
    try (WorkerShards runner = new WorkerShards(shards(), spec, TWO)) {
      TrainResult result =
          new RoundLoop(spec, TWO, LoopOptions.NONE, runner, listener)
              .run(Networks.layout(spec.model()).initialParameters(spec.seed()));
      assertThat(kept).hasSize(20);
      assertThat(kept.get(19)).containsExactly(result.parameters());
    }
  }

  @Test
  void sendsNoStateThatNobodyContinues() {
    List<int[]> equal = List.of(new int[] {0, 1, 2, 3}, new int[] {3, 4, 5, 0});
    RoundSpec one = new RoundSpec(Strategy.PARAMETER_AVERAGING, 1, 1, InnerState.AVERAGE);
    TrainSpec spec = spec(0.01);
    float[] initial = Networks.layout(spec.model()).initialParameters(spec.seed());
    RoundInput input =
        new RoundInput(0, 0, 1, 1, 20, 1, initial, new float[2][initial.length], Map.of());
    try (WorkerShards runner = new WorkerShards(List.of(new RaggedTokens(equal)), spec, one)) {
      assertThat(carried(runner, input)).isNull();
    }
    int[] text = new int[40];
    try (WorkerShards runner =
        new WorkerShards(List.of(new StreamBatches(text, 2, 5)), spec, one)) {
      RoundInput first = new RoundInput(0, 0, 1, 4, 20, 1, initial, input.moments, Map.of());
      float[] after = carried(runner, first);
      assertThat(after).isNotEmpty();
      Map<Integer, float[]> carried = Map.of(0, after);
      RoundInput last = new RoundInput(1, 1, 3, 4, 20, 1, initial, input.moments, carried);
      assertThat(carried(runner, last)).isNull();
    }
  }

  private static float[] carried(WorkerShards runner, RoundInput input) {
    return runner.run(input).sum().reports().get(0).carried();
  }

  @Test
  void refusesEmptyData() {
    RaggedTokens none = new RaggedTokens(List.of());
    assertThatThrownBy(() -> run(spec(0.01), List.of(none, none), new ArrayList<>()))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("empty");
  }

  private static List<RaggedTokens> shards() {
    List<int[]> sequences = RaggedTokens.random(12, 9, 6, 1);
    return List.of(
        new RaggedTokens(sequences.subList(0, 9)), new RaggedTokens(sequences.subList(9, 12)));
  }

  static float[] initial(TrainSpec spec) {
    return Networks.layout(spec.model()).initialParameters(spec.seed());
  }

  private static TrainSpec spec(double learningRate) {
    return spec(learningRate, 20);
  }

  static TrainSpec spec(double learningRate, int epochs) {
    ModelSpec model =
        new ModelSpec(
            InputSpec.oneHot(6),
            CellSpec.of("gru"),
            List.of(8),
            0,
            0,
            ModelSpec.InitialState.ZERO,
            6);
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        epochs,
        64,
        0,
        0,
        0,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, learningRate),
        ScheduleSpec.constant(),
        3);
  }

  private static TrainResult run(
      TrainSpec spec, List<RaggedTokens> shards, List<RoundMetrics> seen) {
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            seen.add(metrics);
          }
        };
    try (WorkerShards runner = new WorkerShards(shards, spec, TWO)) {
      return new RoundLoop(spec, TWO, LoopOptions.NONE, runner, listener)
          .run(Networks.layout(spec.model()).initialParameters(spec.seed()));
    }
  }
}
