package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.loss.LossKind;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.ModelSpec;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Strategy;
import rondo.round.TrainResult;
import rondo.task.DataSpec;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.GradientFlow;
import rondo.train.TrainSpec;

class TestLocalTrainer {
  private static final String[] WORDS = {"the", "sea", "holds", "a", "quiet", "stone", "and"};
  @TempDir private Path folder;
  private PreparedTask task;

  @BeforeEach
  void writeText() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      text.append(WORDS[CounterRandom.below(3, i, WORDS.length)]).append(i % 9 == 8 ? '\n' : ' ');
    }
    Path file = folder.resolve("text.txt");
    Files.writeString(file, text);
    DataSpec data = DataSpec.ofPath(file.toString(), 0.1, 0.1);
    task =
        Tasks.of("language-model")
            .prepare(new TaskContext(data, 0, 10, 1, new LocalFileAccess(), RangeScanner.LOCAL));
  }

  private TrainSpec spec(String cell, double epochs) {
    ModelSpec model =
        new ModelSpec(
            task.input(),
            CellSpec.of(cell),
            List.of(20, 13),
            0.2,
            0.1,
            ModelSpec.InitialState.ZERO,
            task.outputs());
    return new TrainSpec(
        model,
        LossKind.SOFTMAX_CROSS_ENTROPY,
        epochs,
        13,
        10,
        0,
        1,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.01),
        ScheduleSpec.constant(),
        9);
  }

  private TrainResult train(Kernels kernels, int threads, TrainSpec spec, RoundSpec rounds) {
    return new LocalTrainer(kernels, threads)
        .train(task, spec, rounds, LoopOptions.NONE, RoundListener.NONE);
  }

  private static RoundSpec averaging(int shards, int localSteps) {
    return new RoundSpec(Strategy.PARAMETER_AVERAGING, shards, localSteps, InnerState.AVERAGE);
  }

  private static Kernels kernels() {
    return KernelProvider.choice().kernels();
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    for (String cell : List.of("lstm", "gru", "rnn")) {
      float[] one = train(kernels(), 1, spec(cell, 1), averaging(2, 7)).parameters();
      assertThat(train(kernels(), 2, spec(cell, 1), averaging(2, 7)).parameters()).isEqualTo(one);
      assertThat(train(kernels(), 8, spec(cell, 1), averaging(2, 7)).parameters()).isEqualTo(one);
    }
  }

  @Test
  void scalarAndVectorKernelsTrainTheSameModel() {
    float[] vector = train(kernels(), 2, spec("lstm", 1), averaging(1, 50)).parameters();
    assertThat(train(Kernels.scalar(), 2, spec("lstm", 1), averaging(1, 50)).parameters())
        .isEqualTo(vector);
  }

  @Test
  void oneShardIsPlainTrainingWhateverTheRounds() {
    float[] each = train(kernels(), 1, spec("lstm", 2), averaging(1, 1)).parameters();
    assertThat(train(kernels(), 1, spec("lstm", 2), averaging(1, 5)).parameters()).isEqualTo(each);
    assertThat(train(kernels(), 1, spec("lstm", 2), averaging(1, 999)).parameters())
        .isEqualTo(each);
  }

  @Test
  void learnsAndKeepsTheBestModel() {
    List<Double> losses = new ArrayList<>();
    List<GradientFlow> flows = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void kept(RoundMetrics metrics, float[] parameters) {
            losses.add(metrics.validLoss());
          }

          @Override
          public void gradientFlow(long round, GradientFlow flow) {
            flows.add(flow);
          }
        };
    TrainResult result =
        new LocalTrainer(kernels(), 2)
            .train(task, spec("lstm", 15), averaging(2, 10), new LoopOptions(3, true), listener);
    assertThat(result.validLoss()).isEqualTo(losses.get(losses.size() - 1)).isLessThan(1.0);
    assertThat(losses).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(flows).hasSizeGreaterThan(2);
    for (double[] layer : flows.get(flows.size() - 1).norms()) {
      assertThat(layer).hasSize(10);
      assertThat(Arrays.stream(layer).min().orElse(0)).isPositive();
    }
  }

  @Test
  void stopsEarlyWithoutProgress() {
    List<Double> epochs = new ArrayList<>();
    RoundListener listener =
        new RoundListener() {
          @Override
          public void round(RoundMetrics metrics) {
            epochs.add(metrics.epoch());
          }
        };
    TrainResult result =
        new LocalTrainer(kernels(), 2)
            .train(task, spec("lstm", 400), averaging(1, 999), new LoopOptions(2, false), listener);
    // One round an epoch: the best one, then two that were no better.
    assertThat(epochs).hasSize((int) result.round() + 2).hasSizeLessThan(400);
  }
}
