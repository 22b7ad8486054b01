package rondo.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import rondo.config.JobConfig;
import rondo.config.JobFile;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.local.TableModel;
import rondo.parallel.Parallel;
import rondo.spark.read.StagedTable;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.task.DataSpec;

/**
 * What a trained model tells of a table, written as a table: rows stream through the executors, and
 * the output appears when all of it is there.
 */
public final class PredictJob {
  /** Files of what is written, and so tasks, for each core. */
  private static final int SHARDS_A_CORE = 2;

  private PredictJob() {}

  /** Formats that can be written. */
  public enum Format {
    PARQUET,
    CSV,
    JSON
  }

  /**
   * What is asked for.
   *
   * @param model model directory, or run directory
   * @param data file or folder of which everything is told
   * @param output folder that does not exist yet
   * @param overwrite whether it may exist
   */
  public record Request(
      String model, String data, String output, Format format, boolean overwrite) {}

  /**
   * What came out.
   *
   * @param sequences that were read
   * @param rows that were written
   * @param badRecords rows of the input that were left out
   * @param seconds without the start of Spark
   */
  public record Outcome(long sequences, long rows, long badRecords, double seconds) {}

  /**
   * Predicts.
   *
   * @param tell takes lines for the user
   * @throws RondoException USAGE if the model tells nothing of tables; OUTPUT_REFUSED if there is
   *     something at the output
   */
  public static Outcome run(Request request, Consumer<String> tell) throws IOException {
    SavedModel saved = Models.read(request.model());
    JobConfig job = JobFile.of("config.json of the model", saved.job(), List.of()).job();
    if (job.data().table() == null) {
      throw new RondoException(
          ExitCode.USAGE,
          "The model was trained for the task "
              + saved.task()
              + ", which reads no table, expected classification, regression or tagging");
    }
    DataSpec data = Places.located(job.data().testAt(request.data()));
    TableModel model = new TableModel(saved, data, Parallel.single()); // before anything is read
    Output output = Output.at(request);
    try (SparkHandle spark = SparkHandle.open("predict")) {
      long start = System.nanoTime();
      int shards = SHARDS_A_CORE * Math.max(1, Executors.cores(spark.context()).all());
      try (StagedTable staged =
          Staging.stage(
              spark.context(), saved.task(), data, false, shards, output.folder(), tell)) {
        long rows = write(request, spark, saved, data, model, staged, output);
        long sequences =
            staged.table().shards().stream().mapToLong(Table.Shard::sequences).sum();
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new Outcome(sequences, rows, staged.badRecords(), seconds);
      }
    }
  }

  private static long write(
      Request request,
      SparkHandle spark,
      SavedModel saved,
      DataSpec data,
      TableModel model,
      StagedTable staged,
      Output output)
      throws IOException {
    Table table = staged.table();
    boolean windows = data.table().window().length() > 0;
    StructType type =
        PredictedRows.schema(model, table.schema(), data.table().target(), windows);
    Broadcast<JavaValue<Work>> work =
        spark
            .context()
            .broadcast(new JavaValue<>(new Work(saved, data, table, windows)));
    LongAccumulator rows = spark.context().sc().longAccumulator("rows");
    List<Integer> shards = IntStream.range(0, table.shards().size()).boxed().toList();
    SparkSession session = SparkSession.builder().getOrCreate();
    try {
      JavaRDD<Row> told =
          spark
              .context()
              .parallelize(shards, shards.size())
              .mapPartitions(
                  (Iterator<Integer> shard) ->
                      TaskFailures.inTask(() -> predict(work.value().value(), shard.next(), rows)));
      Dataset<Row> dataset = withKeys(session.createDataFrame(told, type), staged.keys());
      NamedJobs.run(
          spark.context(),
          "predicting",
          () -> {
            dataset
                .write()
                .mode(SaveMode.ErrorIfExists)
                .option("header", true)
                .format(request.format().name().toLowerCase(Locale.ROOT))
                .save(output.unfinished().toString());
            return null;
          });
      output.publish();
      return rows.value();
    } catch (IOException | RuntimeException | Error e) {
      output.discard(e);
      throw e;
    } finally {
      work.destroy();
    }
  }

  /** Key columns as the input had them. */
  private static Dataset<Row> withKeys(Dataset<Row> rows, StructType keys) {
    Dataset<Row> cast = rows;
    for (StructField key : keys.fields()) {
      cast = cast.withColumn(key.name(), functions.col("`" + key.name() + "`").cast(key.dataType()));
    }
    return cast;
  }

  private static Iterator<Row> predict(Work work, int shard, LongAccumulator rows)
      throws IOException {
    TableModel model =
        new TableModel(work.model, work.data, ExecutorRuntime.machine().parallel());
    TableReader reader = work.table.open(shard);
    TaskContext.get()
        .addTaskCompletionListener(
            context -> {
              try {
                reader.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Iterator<Row> told = new PredictedRows(model, work.table.schema(), work.windows, reader);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return told.hasNext();
      }

      @Override
      public Row next() {
        rows.add(1);
        return told.next();
      }
    };
  }

  /** What executors need. */
  private record Work(SavedModel model, DataSpec data, Table table, boolean windows)
      implements Serializable {}

  /** Where predictions are written, and where they are until all of them are there. */
  private record Output(FileSystem files, Path place, Path unfinished) {
    static Output at(Request request) throws IOException {
      Path place = new Path(request.output());
      FileSystem files = place.getFileSystem(Places.configuration());
      Path whole = files.makeQualified(place);
      boolean exists = true;
      try {
        files.getFileStatus(whole);
      } catch (FileNotFoundException e) {
        exists = false;
      }
      if (exists && !request.overwrite()) {
        throw new RondoException(
            ExitCode.OUTPUT_REFUSED,
            whole + " exists already; give a new folder, or --overwrite to replace it");
      }
      Path parent = whole.getParent() == null ? whole : whole.getParent();
      Path beside = new Path(parent, "." + whole.getName() + "-" + UUID.randomUUID());
      boolean renames = files.hasPathCapability(whole, CommonPathCapabilities.FS_APPEND);
      // On an object store a rename is a copy; Spark publishes its files when all are there.
      return new Output(files, whole, renames || exists ? beside : whole);
    }

    /** For staged tables on a cluster. */
    String folder() {
      return (place.getParent() == null ? place : place.getParent()).toString();
    }

    void publish() throws IOException {
      if (unfinished.equals(place)) {
        return;
      }
      files.delete(place, true);
      if (!files.rename(unfinished, place)) {
        throw new IOException(unfinished + " could not be renamed to " + place);
      }
    }

    void discard(Throwable failure) {
      try {
        files.delete(unfinished, true);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
