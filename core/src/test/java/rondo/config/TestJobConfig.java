package rondo.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rondo.feature.FeatureSpec;
import rondo.model.CellSpec;
import rondo.model.HeadSpec;
import rondo.model.ModelSpec.InitialState;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.round.OuterSpec;
import rondo.round.RoundSpec;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.task.DataSpec;
import rondo.task.TableSpec;
import rondo.task.WindowSpec;
import rondo.wire.Wire;

class TestJobConfig {
  private static final String EVERY_KEY =
      """
      task = adding-problem
      data { path = data/x.txt, validation = 0.2, test = 0.3, length = 7, examples = 8
             tokens = characters, vocabulary { most = auto, min-count = 1 } }
      model { cell = rnn, hidden = [3, 4], activation = relu, forget-bias = 0.5, peepholes = true,
              embedding = 5, dropout = 0.1, recurrent-dropout = 0.25, initial-state = learned,
              bidirectional = false, layer-norm = true, projection = 0, pooling = last,
              tied = false, crf = false }
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

  private static final String EVERY_KEY_OF_TABLES =
      """
      task = classification
      data {
        path = data/x, format = csv, options { header = true, "a.b" = 1, sep = "|" }
        query = "SELECT * FROM input"
        key = [machine, part], time = at, max-gap = 1.5, max-length = 3000000000
        split { by = time, validation-from = 2026-01-01, test-from = 2026-02-01, column = null
                until = 2026-03-01, validation-files = [], test-files = [] }
        on-bad-record = quarantine, bad-records = 0.25
        inputs = [
          speed
          { column = load, as = number, scale = robust, per-sequence = true }
          { column = words, as = category, embedding = 7, min-count = 2, most = 99
            lowercase = true }
        ]
        target = state, window = 20, stride = 10, horizon = 0, known = [], quantiles = []
        season = 0, normalize = last, balanced = true
      }
      model { bidirectional = true, pooling = max }
      training.truncate = 0
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
                new CellSpec("rnn", CellSpec.Activation.RELU, 0.5, true, true, 0),
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
  }

  @Test
  void testEveryKeyOfTables() {
    DataSpec data = job(EVERY_KEY_OF_TABLES).data();

    SplitSpec split =
        new SplitSpec(
            SplitSpec.By.TIME,
            null,
            0.1,
            0.1,
            "2026-01-01",
            "2026-02-01",
            "2026-03-01",
            List.of(),
            List.of());
    SourceSpec source =
        new SourceSpec(
            "data/x",
            "csv",
            Map.of("a.b", "1", "header", "true", "sep", "|"),
            "SELECT * FROM input",
            List.of("machine", "part"),
            "at",
            1.5,
            3_000_000_000L,
            split,
            SourceSpec.OnBadRecord.QUARANTINE,
            0.25);
    TableSpec table =
        new TableSpec(
            source,
            List.of(
                FeatureSpec.of("speed"),
                new FeatureSpec(
                    "load",
                    FeatureSpec.Kind.NUMBER,
                    FeatureSpec.Scale.ROBUST,
                    0,
                    1,
                    0,
                    false,
                    true),
                new FeatureSpec(
                    "words",
                    FeatureSpec.Kind.CATEGORY,
                    FeatureSpec.Scale.STANDARD,
                    7,
                    2,
                    99,
                    true,
                    false)),
            List.of("state"),
            new WindowSpec(20, 10, 0),
            List.of(),
            List.of(),
            0,
            true);
    assertThat(data).isEqualTo(new DataSpec("data/x", 0.1, 0.1, 0, 0, table));
  }

  @Test
  void theTestsNameEveryKey() {
    Set<String> named = new HashSet<>();
    for (String text : List.of(EVERY_KEY, EVERY_KEY_OF_TABLES)) {
      Config job = ConfigFactory.parseString(text).withoutPath("data.options");
      collect("", job.root(), named);
    }
    assertThat(named).isEqualTo(new KnownKeys(JobFile.defaults()).all());
  }

  private static void collect(String path, ConfigObject object, Set<String> names) {
    object.forEach(
        (key, value) -> {
          if (value instanceof ConfigObject section) {
            collect(path + key + ".", section, names);
          } else {
            names.add(path + key);
          }
        });
  }

  @Test
  void resolvedGivesTheSameTableAgain() {
    JobConfig job = job(EVERY_KEY_OF_TABLES);

    assertThat(job(job.resolved())).isEqualTo(job);
  }

  @Test
  void theOtherWaysToSplit() {
    String start = "task = tagging, data { path = x, inputs = [w], target = [t, c], split ";

    SplitSpec byFile =
        job(start + "{ by = file, validation-files = a, test-files = [b, c] } }")
            .data()
            .table()
            .source()
            .split();
    assertThat(byFile.validationFiles()).containsExactly("a");
    assertThat(byFile.testFiles()).containsExactly("b", "c");
    SplitSpec byColumn =
        job(start + "{ by = column, column = part } }").data().table().source().split();
    assertThat(byColumn.column()).isEqualTo("part");
    assertThat(job(start + "{ } }", "data.validation=0.3").data().table().source().split())
        .isEqualTo(SplitSpec.fractions(0.3, 0.1));
  }

  @Test
  void overridesReachTables() {
    JobConfig job =
        job(
            EVERY_KEY_OF_TABLES,
            "data.options.sep=;",
            "data.inputs=[{ column = a }]",
            "data.path=/tmp/*.csv");

    assertThat(job.data().table().source().options()).containsEntry("sep", ";").hasSize(3);
    assertThat(job.data().table().source().path()).isEqualTo("/tmp/*.csv");
    assertThat(job.data().table().inputs()).containsExactly(FeatureSpec.of("a"));
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
