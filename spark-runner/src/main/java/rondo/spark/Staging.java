package rondo.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import rondo.checkpoint.RunFiles;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.spark.io.SharedFolder;
import rondo.spark.read.ColumnTypes;
import rondo.spark.read.StagedTable;
import rondo.spark.read.TableStager;
import rondo.spark.shard.NamedJobs;
import rondo.table.ColumnRequest;
import rondo.task.DataSpec;
import rondo.task.Tasks;

/** Stages the table of a job whose task reads one. */
public final class Staging {
  /** A folder that all executors see, for staged tables; without it that of the output. */
  static final String FOLDER = "spark.rondo.staging";

  /** Settings of Spark for who reads a table: rows compress, unlike the sums of rounds. */
  public static final Map<String, String> SETTINGS =
      Map.of("spark.shuffle.compress", "true", "spark.shuffle.spill.compress", "true");

  private Staging() {}

  /** Settings of Spark for a task. */
  static Map<String, String> settings(String task, DataSpec data) {
    return readsTable(task, data) ? SETTINGS : Map.of();
  }

  private static boolean readsTable(String task, DataSpec data) {
    return !Tasks.of(task).columns(data, true).isEmpty();
  }

  /**
   * The table of a task.
   *
   * @param data with an absolute path
   * @param known as what the columns were read before
   * @param forTraining false if targets may be missing
   * @param shards files of it
   * @param output directory that executors see on a cluster, for want of {@link #FOLDER}; in local
   *     mode the table goes to Spark's own folder
   * @param tell takes lines for the user
   * @return the table, which the caller closes; null if the task reads none
   * @throws RondoException if it cannot be learned from
   */
  public static StagedTable stage(
      JavaSparkContext spark,
      String task,
      DataSpec data,
      ColumnTypes known,
      boolean forTraining,
      int shards,
      String output,
      Consumer<String> tell)
      throws IOException {
    List<ColumnRequest> columns = Tasks.of(task).columns(data, forTraining);
    if (columns.isEmpty()) {
      return null;
    }
    TableStager stager = new TableStager(spark, Places.configuration(), tell);
    String folder = folder(spark, output);
    try {
      return NamedJobs.run(
          spark,
          "staging the table",
          () -> {
            try {
              return stager.stage(data.table().source(), columns, known, shards, folder);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * As what the columns were read that a model learned from.
   *
   * @throws RondoException CORRUPT if the model does not have it although its task reads a table
   */
  public static ColumnTypes types(SavedModel model, DataSpec data) {
    return readsTable(model.task(), data) ? ColumnTypes.of(model.encoders()) : ColumnTypes.UNKNOWN;
  }

  /**
   * @throws RondoException CONFIG if the task reads a table, which takes Spark
   */
  static void refuseTable(String command, String task, DataSpec data) {
    if (readsTable(task, data)) {
      throw new RondoException(
          ExitCode.CONFIG,
          command
              + ": got task "
              + task
              + ", which reads a table, expected one that reads text or generates its data; train it"
              + " on a part of the data and look at its report");
    }
  }

  /**
   * Deletes a staged table that a run has left behind, which was killed. It is for who has taken
   * the run over: nobody else can know that no one reads it.
   *
   * @param path as the run has noted it
   */
  static void deleteLeft(String path) throws IOException {
    SharedFolder left = SharedFolder.at(path, Places.configuration());
    if (left.name().startsWith(RunFiles.STAGED)) { // nothing else is ever deleted
      left.delete();
    }
  }

  private static String folder(JavaSparkContext spark, String output) {
    String name = RunFiles.STAGED + UUID.randomUUID();
    String shared = spark.getConf().get(FOLDER, "");
    if (!shared.isEmpty()) {
      return shared + "/" + name;
    }
    return spark.isLocal()
        ? SparkEnv.get().blockManager().diskBlockManager().localDirs()[0] + "/" + name
        : output + "/" + name;
  }
}
