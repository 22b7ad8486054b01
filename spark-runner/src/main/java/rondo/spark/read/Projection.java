package rondo.spark.read;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import rondo.data.Split;
import rondo.error.ExitCode;
import rondo.error.RondoException;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.table.TimeKind;
import rondo.table.ValueType;

/**
 * The rows of a source as {@link Layout} has them, cut into shards and sorted by their hash; {@link
 * SequenceSort} sorts what has the same one. So neither files nor partitions nor the order of rows
 * make a difference.
 */
final class Projection {
  private static final String BAD = "struct<kind:int,column:string,record:string>";
  private static final int SHARD_SEED = 1; // makes it another hash than that of the split

  private final Input input;
  private final SourceSpec source;
  private final List<Wanted> wanted;
  private final TimeKind time;
  private final StructType schema;
  private final List<Column> fields = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /**
   * @param time PLACE if there is no column of times
   */
  Projection(Input input, SourceSpec source, List<Wanted> wanted, TimeKind time) {
    this.input = input;
    this.source = source;
    this.wanted = wanted;
    this.time = time;
    this.schema = input.rows().schema();
  }

  /** A column of the input by its very name. */
  static Column named(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** A wanted column as its type; null where it cannot be. */
  static Column cast(Wanted one, DataType from) {
    Column raw = named(one.column());
    if (one.sparkType() instanceof DoubleType) {
      if (from instanceof DateType) {
        return unix_date(raw).cast(DataTypes.DoubleType);
      }
      if (from instanceof TimestampNTZType) {
        return raw.cast(DataTypes.TimestampType).cast(DataTypes.DoubleType);
      }
      if (from instanceof BinaryType) {
        return raw.cast(DataTypes.StringType).try_cast(DataTypes.DoubleType);
      }
    }
    return hasText(from) ? raw.try_cast(one.sparkType()) : raw.cast(one.sparkType());
  }

  private static boolean hasText(DataType type) {
    return type instanceof StringType
        || (type instanceof ArrayType list && hasText(list.elementType()));
  }

  /** The rows of all shards, in as many partitions as there are buckets. */
  Dataset<Row> sorted(Buckets buckets) {
    for (int i = 0; i < source.key().size(); i++) {
      add("k" + i, named(source.key().get(i)).cast(DataTypes.StringType));
    }
    switch (source.split().by()) {
      case FILE -> add("s", byFile());
      case COLUMN -> add("s", byColumn());
      case FRACTION, TIME -> {}
    }
    if (source.stepRows()) {
      add("t", time());
    }
    for (int i = 0; i < wanted.size(); i++) {
      add("v" + i, cast(wanted.get(i), type(wanted.get(i).column())));
    }
    add("f", xxhash64(input.file()));
    add("r", input.row());
    Column bad = bad();
    if (bad != null || input.lines() != null) { // else there is nothing to write for each row
      add("b", bad == null ? lit(null).cast(BAD) : bad.otherwise(lit(null).cast(BAD)));
    }
    Dataset<Row> rows = input.rows().select(fields.toArray(Column[]::new));
    if (source.split().by() == SplitSpec.By.TIME && source.split().until() != null) {
      Column until = lit(source.split().until()).try_cast(Times.sparkType(time));
      rows = rows.filter(coalesce(col("t").lt(until), lit(true))); // what has no time is bad
    }
    if (input.lines() != null) {
      rows = rows.unionByName(lines(rows.schema()));
    }
    Column[] identity = identity();
    Column shard =
        pmod(
            xxhash64(
                Stream.concat(Stream.of(lit(SHARD_SEED)), Stream.of(identity))
                    .toArray(Column[]::new)),
            lit((long) buckets.shards()));
    List<Column> all = new ArrayList<>();
    all.add(xxhash64(identity).as("h"));
    names.forEach(name -> all.add(col(name)));
    return rows.select(all.toArray(Column[]::new))
        .repartitionById(buckets.partitions(), buckets.partition(shard, col("h")))
        .sortWithinPartitions(col("h")); // of one number alone: by its digits
  }

  private void add(String name, Column column) {
    fields.add(column.as(name));
    names.add(name);
  }

  private DataType type(String column) {
    return schema.apply(column).dataType();
  }

  /** What names a sequence: its key, or all it consists of; nothing, if all rows are one. */
  private Column[] identity() {
    List<Column> identity = new ArrayList<>();
    for (int i = 0; i < source.key().size(); i++) {
      identity.add(col("k" + i));
    }
    if (identity.isEmpty() && !source.stepRows()) {
      for (int i = 0; i < wanted.size(); i++) {
        identity.add(col("v" + i));
      }
    }
    if (identity.isEmpty()) {
      identity.add(lit(0));
    }
    return identity.toArray(Column[]::new);
  }

  private Column time() {
    Column raw = named(source.time());
    DataType type = Times.sparkType(time);
    return hasText(type(source.time())) ? raw.try_cast(type) : raw.cast(type);
  }

  private Column byFile() {
    if (!input.knowsFile()) {
      throw new RondoException(
          ExitCode.CONFIG,
          "data.split.by = file: data.query does not keep the file of a row, expected its result to"
              + " have it; add _metadata to what it selects, or first(_metadata) AS _metadata");
    }
    List<String> test = FileSplit.matching(input.files(), source.split().testFiles());
    List<String> validation = FileSplit.matching(input.files(), source.split().validationFiles());
    FileSplit.require(source, test, validation);
    return when(input.file().isin(test.toArray()), Split.TEST.ordinal())
        .when(input.file().isin(validation.toArray()), Split.VALIDATION.ordinal())
        .otherwise(Split.TRAIN.ordinal());
  }

  private Column byColumn() {
    Column value = named(source.split().column()).cast(DataTypes.StringType);
    return when(value.equalTo("train"), Split.TRAIN.ordinal())
        .when(value.equalTo("validation"), Split.VALIDATION.ordinal())
        .when(value.equalTo("test"), Split.TEST.ordinal());
  }

  /**
   * What can be told from the values as they were read, and no more once they are cast; or null.
   */
  private Column bad() {
    Column bad = null;
    if (input.malformed() != null) {
      Column line = input.malformed().line();
      bad = when(line.isNotNull(), line(line, input.malformed().misfit()));
    }
    List<Column> all = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      if (!SourceReader.isHidden(name)) {
        all.add(named(name));
      }
    }
    Column record =
        to_json(struct(all.toArray(Column[]::new)), Map.of("ignoreNullFields", "false"));
    if (source.split().by() == SplitSpec.By.COLUMN) {
      Column wrong = byColumn().isNull();
      bad = or(bad, wrong, bad(BadKind.UNKNOWN_SPLIT, lit(source.split().column()), record));
    }
    if (source.stepRows() && hasText(type(source.time()))) {
      Column wrong = named(source.time()).isNotNull().and(time().isNull());
      bad = or(bad, wrong, bad(BadKind.WRONG_TYPE, lit(source.time()), record));
    }
    for (Wanted one : wanted) {
      DataType from = type(one.column());
      if (isParsed(one, from)) {
        Column wrong =
            one.listed()
                ? missing(cast(one, from)).gt(missing(named(one.column())))
                : named(one.column()).isNotNull().and(cast(one, from).isNull());
        bad = or(bad, wrong, bad(BadKind.WRONG_TYPE, lit(one.column()), record));
      }
    }
    return bad;
  }

  private static Column or(Column before, Column condition, Column value) {
    return before == null ? when(condition, value) : before.when(condition, value);
  }

  /** Whether a text must turn out to be a number. */
  private static boolean isParsed(Wanted one, DataType from) {
    DataType single = one.listed() ? ((ArrayType) from).elementType() : from;
    return one.type() == ValueType.NUMBER
        && (single instanceof StringType || single instanceof BinaryType);
  }

  private static Column missing(Column list) {
    return coalesce(size(filter(list, Column::isNull)), lit(0));
  }

  private static Column bad(BadKind kind, Column column, Column record) {
    return struct(lit(kind.ordinal()).as("kind"), column.as("column"), record.as("record"))
        .cast(BAD);
  }

  /** What is wrong with a line that is no row. */
  private static Column line(Column line, Column misfit) {
    Column type = bad(BadKind.WRONG_TYPE, misfit.getField("column"), misfit.getField("record"));
    return when(misfit.isNotNull(), type).otherwise(bad(BadKind.MALFORMED, lit(""), line));
  }

  /** Lines that are no rows, as rows without anything. */
  private Dataset<Row> lines(StructType rows) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      Column column =
          switch (name) {
            case "f" -> xxhash64(col("file"));
            case "r" -> col("row");
            case "b" -> line(col("record"), col("misfit"));
            default -> lit(null).cast(rows.apply(name).dataType());
          };
      columns.add(column.as(name));
    }
    return input.lines().select(columns.toArray(Column[]::new));
  }
}
