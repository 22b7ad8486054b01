package rondo.spark.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Lets a fault happen between the stages of a round: when the first task begins that reads what the
 * shards' tasks have written.
 */
public final class FaultPlugin implements SparkPlugin {
  /** Setting: the folder of {@link Fault}. */
  static final String FOLDER = "spark.rondo.test.faults";

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      private Path folder;

      @Override
      public void init(PluginContext context, Map<String, String> extra) {
        folder = Path.of(context.conf().get(FOLDER));
        try {
          Fault.register(folder, context.executorID());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void onTaskStart() {
        if (isReduce(TaskContext.get())) {
          new Fault(Fault.Kind.KILL_OTHERS, folder.toString()).meet();
        }
      }
    };
  }

  /** There are fewer slices than shards in these tests, and nothing else has as few tasks. */
  private static boolean isReduce(TaskContext task) {
    return task.numPartitions() == 2;
  }
}
