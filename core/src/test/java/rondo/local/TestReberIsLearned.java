package rondo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.parallel.Parallel;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.round.TrainResult;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.Evaluation;
import rondo.train.TrainSpec;

/** The whole way from a job file to a model that has learned its task. */
class TestReberIsLearned {
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyWordOfTheTestPartIsToldRight(long seed) throws IOException {
    JobConfig job =
        JobFile.read(
                Path.of("..", "conf", "reber.conf"),
                List.of("training.seed=" + seed, "training.epochs=12"))
            .job();
    PreparedTask task =
        Tasks.of(job.task())
            .prepare(
                new TaskContext(job.data(), 0, 0, seed, new LocalFileAccess(), RangeScanner.LOCAL));
    TrainSpec spec =
        job.training()
            .spec(
                job.model().spec(task.input(), task.outputs(), task.sequenceOutputs()),
                task.loss());
    Kernels kernels = KernelProvider.choice().kernels();
    TrainResult result =
        new LocalTrainer(kernels, 2)
            .train(task, spec, job.rounds(), LoopOptions.NONE, RoundListener.NONE);
    try (Parallel parallel = Parallel.of(2);
        LocalShardRunner runner =
            new LocalShardRunner(task, spec, job.rounds(), kernels, parallel)) {
      Evaluation test = runner.evaluate(result.parameters(), Split.TEST);
      assertThat(test.counts()).containsExactly(512, 512); // right, counted
    }
  }
}
