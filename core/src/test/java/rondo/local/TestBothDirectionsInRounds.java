package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rondo.checkpoint.LocalRunDirectory;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.export.ModelDirectory;
import rondo.export.SavedModel;
import rondo.kernel.KernelProvider;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.RoundMetrics;
import rondo.round.TrainResult;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.GradientFlow;
import rondo.train.TrainSpec;

/** From a job file with model.bidirectional to a model directory, in rounds of two shards. */
class TestBothDirectionsInRounds {
  private static final String JOB =
      """
      task = adding-problem
      data { length = 8, examples = 1200 }
      model { bidirectional = true, hidden = [12, 9], dropout = 0.1 }
      training { epochs = 8, batch = 20, truncate = 0, optimizer.learning-rate = 1e-2 }
      rounds { shards = 2, local-steps = 5 }
      """;

  @TempDir private Path folder;

  private record Run(TrainSpec spec, TrainResult result, List<Double> losses, int flows) {}

  private static Run train(int threads) throws IOException {
    JobConfig job = JobFile.of("x.conf", JOB, List.of()).job();
    PreparedTask task =
        Tasks.of(job.task())
            .prepare(
                new TaskContext(job.data(), 0, 0, 1, new LocalFileAccess(), RangeScanner.LOCAL));
    TrainSpec spec =
        job.training()
            .spec(
                job.model().spec(task.input(), task.outputs(), task.sequenceOutputs()),
                task.loss());
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
        new LocalTrainer(KernelProvider.choice().kernels(), threads)
            .train(task, spec, job.rounds(), new LoopOptions(0, true), listener);
    return new Run(spec, result, losses, flows.size());
  }

  @Test
  void trainsTheSameModelInAnyNumberOfThreadsAndKeepsIt() throws IOException {
    Run one = train(1);
    Run four = train(4);
    assertThat(four.result().parameters()).isEqualTo(one.result().parameters());
    assertThat(one.flows()).isPositive();
    assertThat(one.losses().get(one.losses().size() - 1)).isLessThan(0.5 * one.losses().get(0));
    SavedModel model =
        new SavedModel(
            "adding-problem",
            one.spec().model(),
            one.spec().loss(),
            "{}",
            Map.of(),
            Map.of(),
            one.result().parameters());
    ModelDirectory.write(new LocalRunDirectory(folder), model);
    SavedModel read = ModelDirectory.read(new LocalRunDirectory(folder));
    assertThat(read.spec()).isEqualTo(model.spec());
    assertThat(read.parameters()).isEqualTo(model.parameters());
  }
}
