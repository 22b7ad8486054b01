package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.checkpoint.ChildJvm;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.model.CellSpec;
import rondo.model.CounterRandom;
import rondo.model.ModelSpec;
import rondo.network.Networks;
import rondo.optim.OptimizerSpec;
import rondo.optim.ScheduleSpec;
import rondo.pages.PagePool;
import rondo.pages.Storage;
import rondo.parallel.Parallel;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundLoop;
import rondo.round.RoundSpec;
import rondo.round.RoundSpec.InnerState;
import rondo.round.RoundSpec.Strategy;
import rondo.round.ShardInfo;
import rondo.round.TrainResult;
import rondo.task.DataSpec;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.Evaluation;
import rondo.train.TrainSpec;

/** Where packed data is kept changes no bit of a model, and a little heap trains on much data. */
class TestTrainingInPages {
  private static final RoundSpec ROUNDS =
      new RoundSpec(Strategy.PARAMETER_AVERAGING, 3, 4, InnerState.AVERAGE);

  @TempDir private Path folder;

  private record Outcome(List<ShardInfo> shards, TrainResult result, Evaluation test) {}

  private PreparedTask task(String name) throws IOException {
    DataSpec data = DataSpec.generated(name.equals("reber") ? 0 : 9, 300, 0.1, 0.1);
    if (name.equals("language-model")) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 9000; i++) {
        text.append("aé語".charAt(i % 3));
        text.append((char) ('a' + CounterRandom.below(3, i, 26)));
      }
      Path file = Files.writeString(folder.resolve("text.txt"), text);
      data = DataSpec.ofPath(file.toString(), 0.1, 0.1);
    }
    int truncate = name.equals("language-model") ? 20 : 0;
    return Tasks.of(name)
        .prepare(new TaskContext(data, 0, truncate, 1, new LocalFileAccess(), RangeScanner.LOCAL));
  }

  private static TrainSpec spec(PreparedTask task, int truncate) {
    ModelSpec model =
        new ModelSpec(
            task.input(),
            CellSpec.of("gru"),
            List.of(9),
            0.1,
            0,
            ModelSpec.InitialState.ZERO,
            task.outputs());
    return new TrainSpec(
        model,
        task.loss(),
        2.5,
        7,
        truncate,
        0,
        1,
        0,
        OptimizerSpec.of(OptimizerSpec.Kind.ADAM, 0.01),
        ScheduleSpec.constant(),
        9);
  }

  private static Outcome train(PreparedTask task, int truncate, Storage storage) {
    TrainSpec spec = spec(task, truncate);
    Kernels kernels = KernelProvider.choice().kernels();
    try (Parallel parallel = Parallel.of(2);
        LocalShardRunner runner =
            new LocalShardRunner(task, spec, ROUNDS, kernels, parallel, storage)) {
      RoundLoop loop = new RoundLoop(spec, ROUNDS, LoopOptions.NONE, runner, RoundListener.NONE);
      TrainResult result = loop.run(Networks.layout(spec.model()).initialParameters(spec.seed()));
      return new Outcome(runner.shards(), result, runner.evaluate(result.parameters(), Split.TEST));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"language-model", "adding-problem", "reber"})
  void givesTheSameBits(String name) throws IOException {
    PreparedTask task = task(name);
    int truncate = name.equals("language-model") ? 20 : 0;
    Outcome memory = train(task, truncate, Storage.ofThisJvm(1L << 30));
    Path pages = Files.createDirectory(folder.resolve("pages"));
    for (long limit : new long[] {0, 30_000}) { // all in pages, or what comes first in memory
      Outcome paged =
          train(task, truncate, new Storage(List.of(pages), limit, new PagePool(2), limit > 0));
      assertThat(paged.shards()).isEqualTo(memory.shards());
      assertThat(paged.result().parameters()).isEqualTo(memory.result().parameters());
      assertThat(paged.result().validLoss()).isEqualTo(memory.result().validLoss());
      assertThat(paged.test()).isEqualTo(memory.test());
    }
    assertThat(pages).isEmptyDirectory();
  }

  /** As tokens in memory this text is eight times as large as the heap, as pages twice. */
  @Test
  void muchTextTrainsInALittleHeap() throws Exception {
    ChildJvm child =
        ChildJvm.start(
            List.of(
                "env",
                "_JAVA_OPTIONS=-Xmx24m -XX:TieredStopAtLevel=4 --add-modules=jdk.incubator.vector"
                    + " -Djava.io.tmpdir="
                    + folder),
            LittleHeap.class,
            folder.resolve("text").toString(),
            "48",
            "0.1");
    assertThat(child.exitCode()).as("%s", child.output()).isZero();
    assertThat(child.output()).contains("trained 4940800 time steps");
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("text");
    }
  }
}
