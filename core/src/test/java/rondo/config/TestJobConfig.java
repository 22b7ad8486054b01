package rondo.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.OuterSpec;
import rondo.round.RoundSpec;
import rondo.task.DataSpec;
import rondo.wire.Wire;

class TestJobConfig {
  private static final String EVERY_KEY =
      """
      task = adding-problem
      data { path = data/x.txt, validation = 0.2, test = 0.3, length = 7, examples = 8 }
      model { cell = rnn, hidden = [3, 4], activation = relu, forget-bias = 0.5, peepholes = true,
              embedding = 5, dropout = 0.1, recurrent-dropout = 0.25, initial-state = learned }
      training {
        epochs = 1.5, batch = 6, truncate = 9, recompute = 0, clip-norm = 2, clip-value = 1,
        seed = -9007199254740993
        optimizer { kind = rmsprop, learning-rate = 0.5, momentum = 0.8, beta1 = 0.7, beta2 = 0.6,
                    epsilon = 0.01, weight-decay = 0.02 }
        schedule { kind = step, warmup = 0.1, every = 2, factor = 0.4, hold = 3, floor = 0.05,
                   patience = 6 }
        early-stopping { patience = 4, metric = macro_f1 }
      }
      rounds {
        shards = 3, strategy = block-momentum, local-steps = 12, inner-state = reset
        warmup = 0.2, bad-updates = 0.5, wire = int8, reduce = sliced
        outer { momentum = 0.5, learning-rate = 0.6, nesterov = false, beta1 = 0.8, beta2 = 0.7,
                epsilon = 0.1 }
      }
      checkpoint { minutes = 2.5, rounds = 7, keep = 4, keep-every = 100 }
      report { samples = 1, sample-length = 20, gradient-flow = true }
      """;

  private static JobConfig job(String text, String... sets) {
    return JobFile.of("x.conf", text, List.of(sets)).job();
  }

  @Test
  void testDefaults() {
    JobConfig job = job("");

    assertThat(job.task()).isEqualTo("language-model");
    assertThat(job.data()).isEqualTo(new DataSpec(null, 0.1, 0.1, 0, 0));
    assertThat(job.model())
        .isEqualTo(
            new ModelOptions(
                CellSpec.of("lstm"),
                List.of(128),
                0,
                0,
                0,
                InitialState.ZERO,
                false,
                HeadSpec.Pooling.LAST,
                false,
                false));
    assertThat(job.training())
        .isEqualTo(
            new TrainingOptions(
                20,
                100,
                100,
                0,
                5,
                0,
                1,
                OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 2e-3),
                new ScheduleSpec(ScheduleSpec.Kind.CONSTANT, 0, 1, 0.5, 0, 0, 1),
                0,
                "loss"));
    assertThat(job.rounds())
        .isEqualTo(
            new RoundSpec(
                RoundSpec.Strategy.PARAMETER_AVERAGING,
                1,
                50,
                RoundSpec.InnerState.AVERAGE,
                new OuterSpec(0, 1, true, 0.9, 0.99, 1e-3),
                Wire.FLOAT32,
                RoundSpec.Reduce.AUTO,
                0.05,
                0.1));
    assertThat(job.checkpoint()).isEqualTo(new CheckpointOptions(5, 0, 3, 0));
    assertThat(job.report()).isEqualTo(new ReportOptions(3, 300, false));
    assertThat(job.variants()).isEmpty();
  }

  @Test
  void testEveryKey() {
    JobConfig job = job(EVERY_KEY);

    assertThat(job.task()).isEqualTo("adding-problem");
    assertThat(job.data()).isEqualTo(new DataSpec("data/x.txt", 0.2, 0.3, 7, 8));
    assertThat(job.model())
        .isEqualTo(
            new ModelOptions(
                new CellSpec("rnn", CellSpec.Activation.RELU, 0.5, true),
                List.of(3, 4),
                5,
                0.1,
                0.25,
                InitialState.LEARNED,
                false,
                HeadSpec.Pooling.LAST,
                false,
                false));
    assertThat(job.training())
        .isEqualTo(
            new TrainingOptions(
                1.5,
                6,
                9,
                0, // recompute = 9 would need gradient-flow = false
                2,
                1,
                -9007199254740993L,
                new OptimizerSpec(OptimizerSpec.Kind.RMSPROP, 0.5, 0.8, 0.7, 0.6, 0.01, 0.02),
                new ScheduleSpec(ScheduleSpec.Kind.STEP, 0.1, 2, 0.4, 3, 0.05, 6),
                4,
                "macro_f1"));
    assertThat(job.rounds())
        .isEqualTo(
            new RoundSpec(
                RoundSpec.Strategy.BLOCK_MOMENTUM,
                3,
                12,
                RoundSpec.InnerState.RESET,
                new OuterSpec(0.5, 0.6, false, 0.8, 0.7, 0.1),
                Wire.INT8,
                RoundSpec.Reduce.SLICED,
                0.2,
                0.5));
    assertThat(job.checkpoint()).isEqualTo(new CheckpointOptions(2.5, 7, 4, 100));
    assertThat(job.report()).isEqualTo(new ReportOptions(1, 20, true));
    Set<String> named =
        ConfigFactory.parseString(EVERY_KEY).entrySet().stream()
            .map(entry -> entry.getKey())
            .collect(Collectors.toSet());
    assertThat(named).isEqualTo(new KnownKeys(JobFile.defaults()).all());
  }

  @Test
  void whatIsAutoFollowsFromTheShards() {
    RoundSpec two = job("rounds.shards = 2").rounds();
    assertThat(two.strategy()).isEqualTo(RoundSpec.Strategy.BLOCK_MOMENTUM);
    assertThat(two.localSteps()).isEqualTo(RoundSpec.MEASURED);
    assertThat(two.inner()).isEqualTo(RoundSpec.InnerState.AVERAGE_SECOND);
    assertThat(two.outer().momentum()).isEqualTo(0.5);
    assertThat(two.outer().learningRate()).isEqualTo(1);
    RoundSpec many = job("rounds.shards = 16").rounds();
    assertThat(many.outer().momentum()).isEqualTo(0.9);
    assertThat(many.outer().learningRate()).isEqualTo(0.7);
    RoundSpec gradients = job("rounds { shards = 16, strategy = gradient-averaging }").rounds();
    assertThat(gradients.localSteps()).isEqualTo(1);
  }

  @Test
  void resolvedGivesTheSameJobAgain() {
    JobConfig job = job(EVERY_KEY);

    assertThat(job(job.resolved())).isEqualTo(job);
    assertThat(job.resolved()).contains("\"learning-rate\" : 0.5");
    assertThat(job(job("").resolved())).isEqualTo(job(""));
  }

  @Test
  void overridesWinAndTheLastOneMost() {
    JobConfig job =
        job(
            EVERY_KEY,
            "training.epochs=3",
            "training.epochs=4",
            "data.path=/tmp/a file: \"b\".txt",
            "model.hidden=[8]",
            "rounds.strategy = gradient-averaging",
            "rounds.local-steps=auto");

    assertThat(job.training().epochs()).isEqualTo(4);
    assertThat(job.data().path()).isEqualTo("/tmp/a file: \"b\".txt");
    assertThat(job.model().hidden()).containsExactly(8);
    assertThat(job.rounds().localSteps()).isEqualTo(1);
  }

  @Test
  void automaticValuesFollowTheKind() {
    assertThat(job("training.schedule.kind = exponential").training().schedule().factor())
        .isEqualTo(0.95);
    assertThat(job("training.schedule.kind = plateau").training().schedule().factor())
        .isEqualTo(0.5);
    assertThat(job("rounds.strategy = gradient-averaging").rounds().localSteps()).isEqualTo(1);
  }

  @Test
  void variantsChangeTheJobAndOverridesChangeThem() {
    JobConfig job =
        job(
            """
            training.epochs = 7
            variants {
              rnn { model { cell = rnn }, training.seed = 5 }
              lstm { training.epochs = 9 }
            }
            """,
            "training.seed=6");

    assertThat(job.variants().keySet()).containsExactly("rnn", "lstm");
    JobConfig rnn = job.variants().get("rnn");
    assertThat(rnn.model().cell().kind()).isEqualTo("rnn");
    assertThat(rnn.training().epochs()).isEqualTo(7);
    assertThat(rnn.training().seed()).isEqualTo(6);
    assertThat(rnn.variants()).isEmpty();
    assertThat(job.variants().get("lstm").training().epochs()).isEqualTo(9);
    assertThat(job(rnn.resolved())).isEqualTo(rnn);
    assertThat(job(job.resolved()).variants().get("lstm").training().epochs()).isEqualTo(9);
  }

  @Test
  void numbersFromTheEnvironmentAreText() {
    assertThat(job("training.batch = \"32\"").training().batch()).isEqualTo(32);
  }
}
