package rondo.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rondo.data.Split;
import rondo.export.SavedModel;
import rondo.local.Examples;
import rondo.local.ShardExamples;
import rondo.spark.shard.ExecutorRuntime;
import rondo.spark.shard.JavaValue;
import rondo.spark.shard.NamedJobs;
import rondo.spark.shard.TaskFailures;
import rondo.table.Table;
import rondo.task.DataSpec;

/** Takes the examples of a report from a staged table: a task a shard, which brings back a few. */
final class ExampleJob {
  private static final Logger LOG = LoggerFactory.getLogger(ExampleJob.class);

  private ExampleJob() {}

  /**
   * The examples of a trained model. A failure is told and leaves none: a run is worth more than
   * its pictures.
   *
   * @param model of a task that has examples
   * @param data at an absolute path, as the job file has it
   * @param part of the data that they are from
   * @param tell takes lines for the user
   */
  static Examples take(
      JavaSparkContext spark,
      SavedModel model,
      DataSpec data,
      Table table,
      Split part,
      Consumer<String> tell) {
    try {
      return taken(spark, new Work(model, data, table, part));
    } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError e) {
      LOG.warn("The examples of the report could not be taken", e);
      tell.accept("the report has no examples: " + e.getMessage());
      return Examples.NONE;
    }
  }

  private static Examples taken(JavaSparkContext spark, Work work) {
    Broadcast<JavaValue<Work>> broadcast = spark.broadcast(new JavaValue<>(work));
    try {
      int shards = work.table.shards().size();
      List<Integer> numbers = IntStream.range(0, shards).boxed().toList();
      List<JavaValue<Examples>> found =
          NamedJobs.run(
              spark,
              "examples for the report",
              () ->
                  spark
                      .parallelize(numbers, shards)
                      .map(
                          shard ->
                              TaskFailures.inTask(
                                  () -> new JavaValue<>(broadcast.value().value().of(shard))))
                      .collect());
      return Examples.chosen(work.part, found.stream().map(JavaValue::value).toList());
    } finally {
      broadcast.destroy();
    }
  }

  private record Work(SavedModel model, DataSpec data, Table table, Split part)
      implements Serializable {
    Examples of(int shard) throws IOException {
      return ShardExamples.of(
          model, data, table, shard, part, ExecutorRuntime.machine().parallel());
    }
  }
}
