package rondo.spark.predict;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.export.SavedModel;
import rondo.spark.SparkHandle;
import rondo.spark.Staging;
import rondo.spark.io.ExitHook;
import rondo.spark.io.RunningTasks;
import rondo.spark.read.StagedTable;
import rondo.spark.shard.Executors;
import rondo.spark.shard.JavaValue;
import rondo.spark.shard.NamedJobs;
import rondo.spark.shard.TaskFailures;
import rondo.table.Table;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.DataSpec;

/**
 * What a model tells of a table, written as a table: rows stream through the executors, and the
 * output appears when all of it is there.
 */
final class PredictedTable {
  /** Files of what is written, and so tasks, for each core. */
  private static final int SHARDS_A_CORE = 2;

  private PredictedTable() {}

  /** Tells the rows of shards, in tasks. */
  @FunctionalInterface
  interface Teller extends Serializable {
    /**
     * The rows of a shard.
     *
     * @param reader stays open as long as rows are asked for
     * @param tooShort is to be run for each sequence that is too short
     */
    Iterator<Row> rows(TableReader reader, TableSchema table, Runnable tooShort);
  }

  /**
   * What is to be done.
   *
   * @param command its name
   * @param model that tells
   * @param data at an absolute path
   * @param columns of the output for a table: first those of {@link ToldRows#keys}
   * @param teller of the values of these columns; those of the key are text
   */
  record Work(
      String command,
      SavedModel model,
      DataSpec data,
      Function<TableSchema, StructType> columns,
      Teller teller) {}

  /**
   * Stages the table, has it told and writes that.
   *
   * @param tell takes lines for the user
   * @throws RondoException OUTPUT_REFUSED if there is something at the output; CONFIG if a column
   *     of the key has the name of another one
   */
  static PredictOutcome write(PredictRequest request, Work work, Consumer<String> tell)
      throws IOException {
    OutputFolder output = OutputFolder.at(request.output(), request.overwrite());
    try (SparkHandle spark = SparkHandle.open(work.command, Staging.SETTINGS)) {
      long start = System.nanoTime();
      output.requireSeen(spark.context());
      int shards = SHARDS_A_CORE * Math.max(1, Executors.cores(spark.context()).all());
      try (StagedTable staged =
          Staging.stage(
              spark.context(),
              work.model.task(),
              work.data,
              Staging.types(work.model, work.data),
              false,
              shards,
              output.around(),
              tell)) {
        LongAccumulator rows = spark.context().sc().longAccumulator("rows");
        LongAccumulator tooShort = spark.context().sc().longAccumulator("too short");
        write(request, spark, work, staged, output, rows, tooShort);
        long sequences = staged.table().shards().stream().mapToLong(Table.Shard::sequences).sum();
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new PredictOutcome(
            sequences, tooShort.value(), rows.value(), staged.badRecords(), seconds);
      }
    }
  }

  private static void write(
      PredictRequest request,
      SparkHandle spark,
      Work work,
      StagedTable staged,
      OutputFolder output,
      LongAccumulator rows,
      LongAccumulator tooShort)
      throws IOException {
    Table table = staged.table();
    StructType type = work.columns.apply(table.schema());
    requireUnique(type);
    Broadcast<JavaValue<Shards>> shards =
        spark.context().broadcast(new JavaValue<>(new Shards(work.teller, table)));
    List<Integer> numbers = IntStream.range(0, table.shards().size()).boxed().toList();
    SparkSession session = SparkSession.builder().getOrCreate().newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC"); // as tables are read
    output.requireFree(); // from here on what is written there is ours
    UnfinishedOutput unfinished = new UnfinishedOutput(output);
    try {
      JavaRDD<Row> told =
          spark
              .context()
              .parallelize(numbers, numbers.size())
              .mapPartitions(
                  (Iterator<Integer> shard) ->
                      TaskFailures.inTask(
                          () -> rows(shards.value().value(), shard.next(), rows, tooShort)));
      Dataset<Row> dataset = withKeys(session.createDataFrame(told, type), staged.keys());
      NamedJobs.run(
          spark.context(),
          work.command + " writes rows",
          () -> {
            dataset
                .write()
                .mode(SaveMode.ErrorIfExists)
                .option("header", true)
                .format(request.format().name().toLowerCase(Locale.ROOT))
                .save(output.unfinished().toString());
            return null;
          });
      unfinished.publish();
    } catch (IOException | RuntimeException | Error e) {
      RunningTasks.awaitEnd(spark.context()); // else one of them may make the folder again
      unfinished.discard(e);
      throw e;
    } finally {
      unfinished.close();
      if (!ExitHook.isEnding()) { // else Spark has stopped, and destroys nothing any more
        shards.destroy();
      }
    }
  }

  /**
   * @throws RondoException CONFIG if columns have the same name, as those of the key may
   */
  static void requireUnique(StructType type) {
    Set<String> names = new HashSet<>();
    for (String name : type.fieldNames()) {
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new RondoException(
            ExitCode.CONFIG,
            "data.key: got the column "
                + name
                + ", which is also the name of a column of the output, expected another name; give"
                + " the key another name in data.query of the job, and train with it");
      }
    }
  }

  /** Key columns as the input had them. */
  private static Dataset<Row> withKeys(Dataset<Row> rows, StructType keys) {
    Dataset<Row> cast = rows;
    for (StructField key : keys.fields()) {
      Column text = functions.col("`" + key.name().replace("`", "``") + "`");
      cast = cast.withColumn(key.name(), text.cast(key.dataType()));
    }
    return cast;
  }

  private static Iterator<Row> rows(
      Shards shards, int shard, LongAccumulator rows, LongAccumulator tooShort) throws IOException {
    TableReader reader = shards.table.open(shard);
    TaskContext.get()
        .addTaskCompletionListener(
            context -> {
              try {
                reader.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Iterator<Row> told = shards.teller.rows(reader, shards.table.schema(), () -> tooShort.add(1));
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
  private record Shards(Teller teller, Table table) implements Serializable {}
}
