package rondo.spark;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.data.Split;
import rondo.export.SavedModel;
import rondo.metric.Metric;
import rondo.round.ShardInfo;
import rondo.spark.read.StagedTable;
import rondo.spark.shard.SparkRangeScanner;
import rondo.spark.shard.SparkShardRunner;
import rondo.task.DataSpec;
import rondo.task.PreparedTask;
import rondo.task.TaskContext;
import rondo.task.Tasks;
import rondo.train.Evaluation;
import rondo.train.Sizing;
import rondo.train.TrainSpec;

/** The loss of a trained model on data. */
public final class EvaluateJob {
  private EvaluateJob() {}

  /**
   * What came out.
   *
   * @param evaluation of all rows
   * @param metric what it counted beside the loss
   * @param seconds without the start of Spark
   */
  public record Outcome(SavedModel model, Evaluation evaluation, Metric metric, double seconds) {}

  /**
   * Evaluates.
   *
   * @param model model directory, or run directory
   * @param data file or folder of which everything is evaluated; null for the test part of the data
   *     that the model was trained with
   * @param tell takes lines for the user
   */
  public static Outcome run(String model, String data, Consumer<String> tell) throws IOException {
    SavedModel saved = Models.read(model);
    JobConfig job = JobFile.of("config.json of the model", saved.job(), List.of()).job();
    DataSpec spec = data == null ? job.data() : job.data().testAt(data);
    DataSpec located = Places.located(spec);
    try (SparkHandle spark = SparkHandle.open("evaluate", Staging.settings(saved.task(), located));
        StagedTable staged =
            Staging.stage(
                spark.context(),
                saved.task(),
                located,
                Staging.types(saved, located),
                true,
                job.rounds().shards(),
                model,
                tell)) {
      long start = System.nanoTime();
      TaskContext context =
          new TaskContext(
              located,
              job.model().embedding(),
              job.training().truncate(),
              job.training().seed(),
              Places.files(spec.path()),
              new SparkRangeScanner(spark.context()),
              staged == null ? null : staged.table());
      PreparedTask task = Tasks.of(saved.task()).reopen(context, saved.encoders());
      TrainSpec train = job.training().spec(saved.spec(), saved.loss());
      try (SparkShardRunner runner =
          new SparkShardRunner(spark.context(), task, train, job.rounds())) {
        long available = spark.bytesPerShard(job.rounds().shards());
        Sizing.check(train, ShardInfo.maxRows(runner.shards()), available);
        Evaluation evaluation = runner.evaluate(saved.parameters(), Split.TEST);
        return new Outcome(saved, evaluation, task.metric(), (System.nanoTime() - start) * 1e-9);
      }
    }
  }
}
