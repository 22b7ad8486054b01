package rondo.spark.read;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import rondo.data.FileAccess;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.SourceSpec;

/**
 * Reads a source with Spark SQL: its format, its options, its query.
 *
 * <p>Thread use: one thread.
 */
final class SourceReader {
  /** Of every row of the view {@code input}: file_path, and row, counted from 1. */
  static final String METADATA = "_metadata";

  /** The line, where it is none of the table; else null. */
  static final String MALFORMED = "_rondo_malformed";

  private static final String MISFIT = "struct<column:string,record:string>";
  private static final String LATIN = "ISO-8859-1";
  private static final Set<String> NARROW =
      Set.of("Project", "Filter", "SubqueryAlias", "View", "LogicalRelation", "Generate");

  private final SparkSession session;
  private final FileAccess access;
  private final Consumer<String> tell;

  /**
   * @param session of our own: the view {@code input} is made in it
   * @param access lists the files
   * @param tell takes lines for the user
   */
  SourceReader(SparkSession session, FileAccess access, Consumer<String> tell) {
    this.session = session;
    this.access = access;
    this.tell = tell;
  }

  /** Whether a column of Spark's is none of the user's. */
  static boolean isHidden(String column) {
    return column.equals(METADATA) || column.equals(MALFORMED);
  }

  /**
   * Opens a source.
   *
   * @param known types of the columns; lines of CSV and JSON that do not fit them are malformed
   * @throws RondoException NO_INPUT if there is nothing; CONFIG for a wrong option or query;
   *     BAD_DATA if it has no columns
   */
  Input read(SourceSpec source, ColumnTypes known) throws IOException {
    SourceFiles there = SourceFiles.at(source.path(), access);
    Formats format = Formats.of(source, there.first());
    boolean latin = isUtf8Csv(format);
    boolean retyped = format.hasLines() && format.schema() == null && known.schema() != null;
    KnownTypes types = retyped ? new KnownTypes(known, source) : null;
    Dataset<Row> raw = load(there, format, latin, types);
    there.tellUnread(raw.inputFiles().length, tell);
    List<String> names = List.of(raw.schema().fieldNames());
    if (names.stream().allMatch(SourceReader::isHidden)) {
      throw new RondoException(
          ExitCode.BAD_DATA,
          "The table at " + source.path() + " has no columns, expected some; give other data");
    }
    Map<String, String> files = new LinkedHashMap<>();
    for (String file : raw.inputFiles()) {
      files.put(file, forPeople(file));
      String plain = new Path(URI.create(file)).toString();
      files.put(new Path(plain).toUri().toString(), forPeople(file)); // as _metadata has it
    }
    boolean lines = names.contains(MALFORMED);
    boolean typed = retyped || (format.schema() != null && source.query() != null);
    Column line = lines && typed ? ofAllColumns(raw.schema()) : col(MALFORMED);
    Dataset<Row> all = decoded(raw, latin, files, line, rowNumber(raw, format.name()));
    boolean inferred = format.name().equals("csv") && format.schema() == null;
    String found = format.schema() == null && format.hasColumns() ? ddl(all.schema()) : "";
    Column misfit = lit(null).cast(MISFIT);
    if (retyped) {
      StructField[] ofLines =
          Arrays.stream(all.schema().fields())
              .filter(field -> !isOfPath(field.name(), files))
              .toArray(StructField[]::new);
      misfit = KnownTypes.misfit(new StructType(ofLines), format);
    }
    if (source.query() == null) {
      Input.Lines own = lines ? new Input.Lines(col(MALFORMED), misfit) : null;
      return new Input(
          all, meta("file_path"), true, meta("row"), own, null, inferred, files, found);
    }
    Dataset<Row> view = lines ? all.filter(col(MALFORMED).isNull()).drop(MALFORMED) : all;
    view.createOrReplaceTempView("input");
    Dataset<Row> result = query(source.query(), view.schema());
    boolean hasMeta = List.of(result.schema().fieldNames()).contains(METADATA);
    boolean narrow = isNarrow(result);
    Column file = hasMeta ? meta("file_path") : narrow ? input_file_name() : lit("");
    Column row = hasMeta ? meta("row") : lit(0L);
    Dataset<Row> left = lines ? malformed(all, misfit) : null;
    boolean knowsFile = hasMeta || narrow;
    return new Input(result, file, knowsFile, row, null, left, inferred, files, found);
  }

  /** The columns of the files as Spark's DDL. */
  private static String ddl(StructType all) {
    StructType columns = new StructType();
    for (StructField field : all.fields()) {
      columns = isHidden(field.name()) ? columns : columns.add(field.name(), field.dataType());
    }
    return columns.toDDL();
  }

  private static Column meta(String field) {
    return col(METADATA).getField(field);
  }

  /**
   * Which reader of Spark reads a source.
   *
   * @throws RondoException NO_INPUT if there is nothing; CONFIG for a wrong option
   */
  Formats format(SourceSpec source) throws IOException {
    return Formats.of(source, SourceFiles.at(source.path(), access).first());
  }

  /**
   * @param types null if they are to be found out
   */
  private Dataset<Row> load(SourceFiles there, Formats format, boolean latin, KnownTypes types) {
    Dataset<Row> loaded;
    try {
      loaded = load(there.path(), format, latin, types);
    } catch (Exception e) { // Spark's are checked, but not declared
      if (e instanceof AnalysisException failure
          && "UNABLE_TO_INFER_SCHEMA".equals(failure.getCondition())) {
        throw there.nothingRead(e);
      }
      throw e;
    }
    if (loaded.inputFiles().length == 0 && !loaded.schema().isEmpty()) {
      throw there.nothingRead(null);
    }
    return loaded;
  }

  private Dataset<Row> load(String path, Formats format, boolean latin, KnownTypes types) {
    DataFrameReader reader = session.read().format(format.name());
    format.options().forEach((name, value) -> reader.option(name, latin ? bytes(value) : value));
    if (latin) {
      reader.option("encoding", LATIN);
    }
    String location = location(path);
    if (!format.hasLines()) {
      return (format.schema() == null ? reader : reader.schema(format.schema())).load(location);
    }
    reader
        .option("mode", "PERMISSIVE")
        .option("columnNameOfCorruptRecord", MALFORMED)
        .option("columnPruning", "false"); // else a line is bad or not by what is asked of it
    StructType schema;
    if (types == null) {
      schema =
          format.schema() == null
              ? reader.load(location).schema()
              : StructType.fromDDL(latin ? bytes(format.schema()) : format.schema());
    } else if (format.name().equals("csv")) {
      StructType header = reader.option("inferSchema", "false").load(location).schema();
      schema = latin ? bytes(types.schema(text(header))) : types.schema(header);
    } else {
      schema = types.schema(null);
    }
    if (schema.isEmpty()) {
      return session.emptyDataFrame();
    }
    if (!List.of(schema.fieldNames()).contains(MALFORMED)) {
      schema = schema.add(MALFORMED, DataTypes.StringType, true);
    }
    return reader.schema(schema).load(location);
  }

  /**
   * Spark would replace what is no UTF-8 in a CSV file without a word. So it is read as Latin-1, in
   * which each byte is a character, and made UTF-8 afterwards, with whatever bytes there are.
   */
  private static boolean isUtf8Csv(Formats format) {
    String encoding = format.option("encoding");
    String charset = encoding == null ? format.option("charset") : encoding;
    boolean utf8 = charset == null || charset.equalsIgnoreCase("UTF-8");
    return format.name().equals("csv") && utf8;
  }

  /** A text as a file in UTF-8 looks when it is read as Latin-1. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String text(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static StructType bytes(StructType schema) {
    return renamed(schema, SourceReader::bytes);
  }

  private static StructType text(StructType schema) {
    return renamed(schema, SourceReader::text);
  }

  private static StructType renamed(StructType schema, UnaryOperator<String> name) {
    StructType renamed = new StructType();
    for (StructField field : schema.fields()) {
      renamed = renamed.add(name.apply(field.name()), field.dataType(), true);
    }
    return renamed;
  }

  /** Whether a column is one of folders: {@code column=value}. */
  private static boolean isOfPath(String column, Map<String, String> files) {
    return files.values().stream().anyMatch(path -> path.contains("/" + column + "="));
  }

  private Dataset<Row> decoded(
      Dataset<Row> raw, boolean latin, Map<String, String> files, Column line, Column number) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : raw.schema().fields()) {
      boolean ofLine = field.name().equals(MALFORMED);
      Column column = ofLine ? line : col("`" + field.name().replace("`", "``") + "`");
      boolean ofFile = isOfPath(field.name(), files);
      boolean decode = latin && !ofFile && field.dataType() instanceof StringType;
      columns.add(
          (decode ? encode(column, LATIN).cast(DataTypes.StringType) : column)
              .as(latin && !ofFile ? text(field.name()) : field.name()));
    }
    Column file = raw.metadataColumn(METADATA).getField("file_path");
    columns.add(struct(file.as("file_path"), number.as("row")).as(METADATA));
    return raw.select(columns.toArray(Column[]::new));
  }

  private static Column rowNumber(Dataset<Row> raw, String format) {
    Column metadata = raw.metadataColumn(METADATA);
    return switch (format) {
      case "parquet" -> metadata.getField("row_index").plus(1L);
      case "orc" -> lit(0L); // its reader does not tell
      default ->
          udf(new RowNumber(), DataTypes.LongType)
              .asNondeterministic()
              .apply(
                  xxhash64(metadata.getField("file_path")), metadata.getField("file_block_start"));
    };
  }

  /**
   * The line that does not fit, by all columns: what is not asked for Spark does not read, so that
   * a line would be bad or not by what is done with it. The value is that of the column.
   */
  private static Column ofAllColumns(StructType schema) {
    List<Column> typed = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (!isHidden(field.name()) && !(field.dataType() instanceof MapType)) {
        typed.add(col("`" + field.name().replace("`", "``") + "`"));
      }
    }
    Column line = col(MALFORMED);
    Column never = line.isNull().and(xxhash64(typed.toArray(Column[]::new)).equalTo(lit(0L)));
    return when(never, lit(null).cast(DataTypes.StringType)).otherwise(line);
  }

  /** Spark refuses to read these lines alone, so one of the columns is read and not used. */
  private static Dataset<Row> malformed(Dataset<Row> all, Column misfit) {
    String other = all.schema().fieldNames()[0];
    if (other.equals(MALFORMED)) {
      other = all.schema().fieldNames()[1];
    }
    Column read =
        coalesce(
            substring(col("`" + other.replace("`", "``") + "`").cast("string"), 1, 0), lit(""));
    return all.filter(col(MALFORMED).isNotNull())
        .select(
            concat(col(MALFORMED), read).as("record"),
            misfit.as("misfit"),
            meta("file_path").as("file"),
            meta("row").as("row"));
  }

  private Dataset<Row> query(String query, StructType view) {
    String plain = query.strip().replaceFirst(";$", "");
    try {
      // As a subquery: what is no SELECT does not get past the parser.
      return session.sql("SELECT * FROM (\n" + plain + "\n)");
    } catch (Exception e) {
      throw SparkErrors.config("data.query", e, view);
    }
  }

  /** Whether each row of the result comes from one row of the input, in its place. */
  private static boolean isNarrow(Dataset<Row> result) {
    LogicalPlan plan = result.queryExecution().analyzed();
    while (NARROW.contains(plan.nodeName())) {
      if (plan.children().isEmpty()) {
        return true;
      }
      plan = (LogicalPlan) plan.children().head();
    }
    return false;
  }

  /** A path without a scheme is on the local disk, whatever Hadoop's default is. */
  private String location(String path) {
    boolean plain = !path.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*");
    if (!plain) {
      return path;
    }
    java.nio.file.Path local = java.nio.file.Path.of(path).toAbsolutePath();
    String name = local.toString();
    if (java.nio.file.Files.exists(local)) {
      name = name.replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1"); // it is no pattern
    }
    return new Path("file", null, name).toString();
  }

  private static String forPeople(String file) {
    Path path = new Path(URI.create(file));
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }
}
