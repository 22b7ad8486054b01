package rondo.spark.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.spark.io.HadoopFileAccess;
import rondo.spark.io.RunningTasks;
import rondo.spark.io.SharedFolder;
import rondo.spark.io.TemporaryFolder;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.table.Table;
import rondo.table.TimeKind;
import rondo.table.ValueType;
import scala.Option;

/**
 * Stages tables: reads a source with Spark SQL, leaves out what cannot be learned from, splits it
 * by a hash that depends on the data alone, and writes one sorted file a shard. The files have the
 * same bytes however the rows were spread over input files and partitions, and in whatever order
 * they came; only where a sequence was read differs ({@link rondo.table.TableReader#origin}).
 *
 * <p>A session of its own keeps Spark's time zone at UTC, and the view {@code input} apart.
 *
 * <p>Thread use: one thread.
 */
public final class TableStager {
  private static final long HASH_SEED = 42; // of Spark's xxhash64

  private final JavaSparkContext spark;
  private final SparkSession session;
  private final Configuration configuration;
  private final HadoopFileAccess access;
  private final Consumer<String> tell;
  private final SortLimits limits;

  /**
   * @param spark a running context that is not closed
   * @param configuration of the file systems that are read and written
   * @param tell takes lines for the user
   */
  public TableStager(JavaSparkContext spark, Configuration configuration, Consumer<String> tell) {
    this(spark, configuration, tell, SortLimits.USUAL);
  }

  /** With other limits. */
  TableStager(
      JavaSparkContext spark,
      Configuration configuration,
      Consumer<String> tell,
      SortLimits limits) {
    this.spark = spark;
    this.configuration = configuration;
    this.access = new HadoopFileAccess(configuration);
    this.tell = tell;
    this.limits = limits;
    this.session = SparkSession.builder().getOrCreate().newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
  }

  /** The same with types that are found out. */
  public StagedTable stage(
      SourceSpec source, List<ColumnRequest> columns, int shards, String folder)
      throws IOException {
    return stage(source, columns, ColumnTypes.UNKNOWN, shards, folder);
  }

  /**
   * Stages a source.
   *
   * @param columns what is needed of it
   * @param known as what the columns were read before
   * @param shards files that are made
   * @param folder where they are written: a path that does not exist, which executors see
   * @return what was staged; the caller closes it
   * @throws RondoException NO_INPUT if there is nothing at the path; CONFIG for an option, a query
   *     or a column that cannot be; BAD_DATA if there are no rows, or more bad ones than the source
   *     allows
   * @throws IOException if a file cannot be read or written
   */
  public StagedTable stage(
      SourceSpec source, List<ColumnRequest> columns, ColumnTypes known, int shards, String folder)
      throws IOException {
    if (source.path() == null) {
      throw new RondoException(
          ExitCode.CONFIG, "data.path: got nothing, expected the file or folder of the table");
    }
    long start = System.nanoTime();
    tell.accept("reading " + source.path());
    Plan plan;
    try {
      plan = plan(source, columns, known, shards);
    } catch (RondoException | IOException e) {
      throw e;
    } catch (Exception e) { // Spark's are checked, but not declared
      throw planning(source, e);
    }
    TemporaryFolder own = TemporaryFolder.create(folder, configuration);
    try {
      List<StagedShard> staged = write(plan, own.folder());
      BadRecords bad = BadRecords.of(staged);
      bad.require(source);
      requireVisible(staged, own.folder());
      List<Table.Shard> parts = staged.stream().map(StagedShard::shard).toList();
      tell.accept(summary(source, parts, bad, (System.nanoTime() - start) * 1e-9));
      return new StagedTable(
          new Table(plan.layout.schema(), parts, access), own, staged, bad, plan);
    } catch (IOException | RuntimeException | Error e) {
      RunningTasks.awaitEnd(spark); // else one of them may make the folder again
      try {
        own.close();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /**
   * What is to be staged.
   *
   * @param buckets how its rows are spread and sorted
   * @param keys key columns as the source has them
   * @param types as what the columns were read
   */
  record Plan(
      Dataset<Row> rows, Layout layout, Buckets buckets, StructType keys, ColumnTypes types) {}

  /** Looks at the source and plans the rows of all shards, sorted. */
  Plan plan(SourceSpec source, List<ColumnRequest> columns, ColumnTypes known, int shards)
      throws IOException {
    Input input = new SourceReader(session, access, tell).read(source, known);
    StructType schema = input.rows().schema();
    requireColumns(source, schema);
    StructType keys =
        new StructType(source.key().stream().map(schema::apply).toArray(StructField[]::new));
    TextColumns texts = new TextColumns(input, known);
    List<ColumnRequest> requests = texts.requests(columns, source);
    List<Wanted> wanted = Wanted.of(requests, schema, source.stepRows(), source.path());
    FileSchemas.require(spark, configuration, source, input, used(source, wanted));
    wanted = Widths.measured(input, wanted);
    TimeKind time = source.stepRows() ? texts.timeKind(source.time()) : TimeKind.PLACE;
    boolean byTime = source.split().by() == SplitSpec.By.TIME;
    if (byTime && !source.stepRows()) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.split.by: got time, expected fraction, file or column where data.time is not set;"
              + " set data.time");
    }
    SplitSpec split = source.split();
    if (byTime) {
      time(split.until(), "until", time); // that it is one
    }
    Layout layout =
        new Layout(
            source,
            wanted,
            time,
            hashed(input.files()),
            byTime ? time(split.validationFrom(), "validation-from", time) : Long.MAX_VALUE,
            byTime ? time(split.testFrom(), "test-from", time) : Long.MAX_VALUE);
    double bytes = input.rows().queryExecution().optimizedPlan().stats().sizeInBytes().toDouble();
    Buckets buckets = Buckets.of(shards, bytes, limits.bucketBytes());
    Map<String, ValueType> values = new LinkedHashMap<>();
    wanted.forEach(one -> values.put(one.column(), one.type()));
    ColumnTypes types = new ColumnTypes(input.source(), values, time);
    Dataset<Row> rows = new Projection(input, source, wanted, time).sorted(buckets);
    return new Plan(rows, layout, buckets, keys, types);
  }

  private long time(String text, String key, TimeKind kind) {
    return Times.parse(session, "data.split." + key, text, kind);
  }

  private static void requireColumns(SourceSpec source, StructType schema) {
    List<String> names = List.of(schema.fieldNames());
    List<String> needed = new ArrayList<>(source.key());
    if (source.stepRows()) {
      needed.add(source.time());
    }
    if (source.split().by() == SplitSpec.By.COLUMN) {
      needed.add(source.split().column());
    }
    for (String name : needed) {
      if (!names.contains(name)) {
        throw Wanted.missing(name, schema, source.path());
      }
    }
  }

  /** Names of the columns whose types matter; none for all of them. */
  private static Set<String> used(SourceSpec source, List<Wanted> wanted) {
    Set<String> used = new LinkedHashSet<>();
    if (source.query() == null) {
      wanted.forEach(one -> used.add(one.column()));
      used.addAll(source.key());
      if (source.stepRows()) {
        used.add(source.time());
      }
      if (source.split().by() == SplitSpec.By.COLUMN) {
        used.add(source.split().column());
      }
    }
    return used;
  }

  /** Paths for people by the hash that Spark makes of the path that it writes. */
  private static Map<Long, String> hashed(Map<String, String> files) {
    Map<Long, String> hashed = new HashMap<>();
    files.forEach(
        (file, path) -> {
          UTF8String text = UTF8String.fromString(file);
          long hash =
              XXH64.hashUnsafeBytes(
                  text.getBaseObject(), text.getBaseOffset(), text.numBytes(), HASH_SEED);
          hashed.put(hash, path);
        });
    return hashed;
  }

  private List<StagedShard> write(Plan plan, SharedFolder files) {
    Layout layout = plan.layout;
    boolean keep = layout.source().onBadRecord() == SourceSpec.OnBadRecord.QUARANTINE;
    try (StagingProgress progress = new StagingProgress(spark, tell)) {
      RDD<InternalRow> partitions = plan.rows.queryExecution().toRdd();
      if (partitions.getNumPartitions() == 0) {
        return List.of(); // where there are no rows Spark forgets the partitions
      }
      if (partitions.getNumPartitions() != plan.buckets.partitions()) {
        throw new IllegalStateException(
            "Spark made " + partitions.getNumPartitions() + " partitions of " + plan.buckets);
      }
      return partitions
          .coalesce(plan.buckets.shards(), false, Option.apply(plan.buckets), null)
          .toJavaRDD()
          .mapPartitionsWithIndex(
              new StagingTask(layout, plan.rows.schema(), limits, files, keep), false)
          .collect();
    } catch (RuntimeException e) {
      throw SparkErrors.reading(layout.source().path(), e);
    } catch (Exception e) { // checked, and thrown by Scala
      throw SparkErrors.reading(layout.source().path(), new IllegalStateException(e));
    }
  }

  private static RuntimeException planning(SourceSpec source, Exception failure) {
    if (failure instanceof AnalysisException) {
      return SparkErrors.config("data", failure, null);
    }
    return SparkErrors.reading(
        source.path(),
        failure instanceof RuntimeException known ? known : new IllegalStateException(failure));
  }

  private static void requireVisible(List<StagedShard> staged, SharedFolder files)
      throws IOException {
    for (StagedShard shard : staged) {
      String path = shard.shard().path();
      if (!files.exists(path.substring(path.lastIndexOf('/') + 1))) {
        throw new RondoException(
            ExitCode.CONFIG,
            path
                + " was written by an executor and the driver does not see it, expected a folder"
                + " that all of them see; give an output on HDFS or S3, or on a shared disk");
      }
    }
  }

  private static String summary(
      SourceSpec source, List<Table.Shard> shards, BadRecords bad, double seconds) {
    long sequences = shards.stream().mapToLong(Table.Shard::sequences).sum();
    long steps = shards.stream().mapToLong(Table.Shard::steps).sum();
    if (sequences == 0) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The table at "
              + source.path()
              + " has no sequence that is left, expected at least one: bad records "
              + bad.describe()
              + "; correct them");
    }
    return String.format(
        Locale.ROOT,
        "staged %,d sequences%s of %,d rows in %.1f s; bad records: %s",
        sequences,
        steps == 0 ? "" : String.format(Locale.ROOT, ", %,d time steps", steps),
        bad.records(),
        seconds,
        bad.describe());
  }
}
