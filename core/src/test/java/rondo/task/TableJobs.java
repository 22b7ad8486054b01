package rondo.task;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.data.LocalFileAccess;
import rondo.data.RangeScanner;
import rondo.data.Split;
import rondo.kernel.KernelProvider;
import rondo.kernel.Kernels;
import rondo.local.LocalShardRunner;
import rondo.local.LocalTrainer;
import rondo.parallel.Parallel;
import rondo.round.LoopOptions;
import rondo.round.RoundListener;
import rondo.table.Table;
import rondo.train.Evaluation;
import rondo.train.TrainSpec;

/** Jobs over staged tables, from the job file to the evaluation. */
public final class TableJobs {
  private TableJobs() {}

  public static JobConfig job(String text) {
    return JobFile.of("test.conf", "training.truncate = 0, data.path = rows\n" + text, List.of())
        .job();
  }

  public static PreparedTask prepare(JobConfig job, Table table) throws IOException {
    return Tasks.of(job.task()).prepare(context(job, table));
  }

  public static PreparedTask reopen(JobConfig job, Table table, Map<String, String> encoders)
      throws IOException {
    return Tasks.of(job.task()).reopen(context(job, table), encoders);
  }

  private static TaskContext context(JobConfig job, Table table) {
    return new TaskContext(
        job.data(),
        job.model().embedding(),
        job.training().truncate(),
        job.training().seed(),
        new LocalFileAccess(),
        RangeScanner.LOCAL,
        table);
  }

  public static float[] train(JobConfig job, PreparedTask task) {
    Kernels kernels = KernelProvider.choice().kernels();
    return new LocalTrainer(kernels, 1)
        .train(task, spec(job, task), job.rounds(), LoopOptions.NONE, RoundListener.NONE)
        .parameters();
  }

  public static Evaluation test(JobConfig job, PreparedTask task, float[] parameters) {
    Kernels kernels = KernelProvider.choice().kernels();
    try (Parallel parallel = Parallel.of(1);
        LocalShardRunner runner =
            new LocalShardRunner(task, spec(job, task), job.rounds(), kernels, parallel)) {
      return runner.evaluate(parameters, Split.TEST);
    }
  }

  private static TrainSpec spec(JobConfig job, PreparedTask task) {
    return job.training()
        .spec(job.model().spec(task.input(), task.outputs(), task.sequenceOutputs()), task.loss());
  }
}
