package rondo.spark.read;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StringType;
import rondo.error.RondoException;
import rondo.spark.io.HadoopFileAccess;
import rondo.table.SourceSpec;
import rondo.table.TimeKind;

/**
 * Opens sources to look at them before there is a job, with the reader that {@link TableStager}
 * has: what is seen here is what will be staged. Spark's time zone is UTC, as it is there.
 *
 * <p>Thread use: one thread.
 */
public final class TableProbe {
  private final SparkSession session;
  private final HadoopFileAccess access;

  /**
   * A source that was opened.
   *
   * @param columns names of those of the user
   * @param rows with these columns and others of ours
   * @param malformed of {@code rows}: null where a line is one of the table; null if lines cannot
   *     be anything else
   * @param files paths for people
   */
  public record Opened(
      List<String> columns, Dataset<Row> rows, Column malformed, List<String> files) {
    /** The rows of the table alone. */
    public Dataset<Row> good() {
      return malformed == null ? rows : rows.filter(malformed.isNull());
    }
  }

  /**
   * Looks with the Spark that runs in this JVM.
   *
   * @param configuration of the file systems that are read
   */
  public TableProbe(Configuration configuration) {
    this.access = new HadoopFileAccess(configuration);
    this.session = SparkSession.builder().getOrCreate().newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
  }

  private SourceReader reader() {
    return new SourceReader(session, access, line -> {}); // whoever stages the table tells
  }

  /**
   * The format that a source is read as: {@code auto} is settled.
   *
   * @throws RondoException NO_INPUT if there is nothing; CONFIG if there is no such format
   */
  public String format(SourceSpec source) throws IOException {
    return reader().format(source).name();
  }

  /**
   * The first lines of a text, each with a carriage return at its end if it has one.
   *
   * @param source read as text
   * @param most how many
   * @throws RondoException NO_INPUT if there is nothing
   */
  public List<String> lines(SourceSpec source, int most) throws IOException {
    Dataset<Row> rows = reader().read(source, ColumnTypes.UNKNOWN).rows();
    try {
      return rows.select("value").limit(most).as(Encoders.STRING()).collectAsList();
    } catch (RuntimeException e) {
      throw SparkErrors.reading(source.path(), e);
    }
  }

  /**
   * Opens a source.
   *
   * @throws RondoException as {@link TableStager#stage} does
   */
  public Opened open(SourceSpec source) throws IOException {
    Input input;
    try {
      input = reader().read(source, ColumnTypes.UNKNOWN);
    } catch (RondoException | IOException e) {
      throw e;
    } catch (Exception e) { // Spark's are checked, but not declared
      if (e instanceof AnalysisException) {
        throw SparkErrors.config("data", e, null);
      }
      throw SparkErrors.reading(
          source.path(),
          e instanceof RuntimeException known ? known : new IllegalStateException(e));
    }
    List<String> columns =
        Stream.of(input.rows().schema().fieldNames())
            .filter(name -> !SourceReader.isHidden(name))
            .toList();
    List<String> files = List.copyOf(new LinkedHashSet<>(input.files().values()));
    Column malformed = input.malformed() == null ? null : input.malformed().line();
    return new Opened(columns, input.rows(), malformed, files);
  }

  /**
   * What the times of a column are to {@link TableStager}; of a text it takes a pass.
   *
   * @throws RondoException CONFIG if the column is nothing that orders time steps
   */
  public static TimeKind timeKind(Opened table, String column) {
    return TextColumns.timeKind(table.rows(), column);
  }

  /** A column of times as they are ordered; null where it has none. */
  public static Column time(Opened table, String column, TimeKind kind) {
    Column raw = Projection.named(column);
    boolean text = table.rows().schema().apply(column).dataType() instanceof StringType;
    return text ? raw.try_cast(Times.sparkType(kind)) : raw;
  }

  /**
   * Refuses a time of a split that {@link TableStager} cannot read.
   *
   * @param key of the job file
   * @param text null for none
   * @throws RondoException CONFIG
   */
  public void requireTime(String key, String text, TimeKind kind) {
    Times.parse(session, key, text, kind);
  }

  /** What to throw where an action on opened rows failed. */
  public static RuntimeException explained(SourceSpec source, RuntimeException failure) {
    return SparkErrors.reading(source.path(), failure);
  }

  /** Options of Spark's reader of text, by which {@link #lines} keeps carriage returns. */
  public static Map<String, String> textOptions() {
    return Map.of("lineSep", "\n");
  }
}
