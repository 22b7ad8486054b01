package rondo.local;

import java.io.IOException;
import java.util.Set;
import rondo.data.Split;
import rondo.export.SavedModel;
import rondo.parallel.Parallel;
import rondo.table.Table;
import rondo.task.DataSpec;

/**
 * The examples of one shard of a staged table; {@link Examples#chosen} chooses from those of all.
 */
public final class ShardExamples {
  private static final Set<String> TASKS =
      Set.of("forecasting", "anomaly", "tagging", "regression");

  private ShardExamples() {}

  /** Whether there are examples of a task. */
  public static boolean areOf(String task) {
    return TASKS.contains(task);
  }

  /**
   * The examples of a shard.
   *
   * @param model of a task that has examples
   * @param data as the job file of the model has it
   * @param part that they are from
   * @param parallel does not get closed
   * @throws IOException if the table cannot be read
   * @throws rondo.error.RondoException CORRUPT if what is saved with the model does not fit it
   */
  public static Examples of(
      SavedModel model, DataSpec data, Table table, int shard, Split part, Parallel parallel)
      throws IOException {
    return switch (model.task()) {
      case "forecasting" -> ForecastExamples.of(model, table, shard, part, parallel);
      case "anomaly" -> DetectedExamples.of(model, table, shard, part, parallel);
      case "tagging", "regression" -> TableExamples.of(model, data, table, shard, part, parallel);
      default ->
          throw new IllegalArgumentException("task: got " + model.task() + ", expected " + TASKS);
    };
  }
}
