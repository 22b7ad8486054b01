package rondo.spark.read;

import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import rondo.table.SourceSpec;
import rondo.table.SplitSpec;
import rondo.table.ValueType;

/**
 * The schema that CSV and JSON files are read with whose columns' types are known from an earlier
 * table. Columns that are not used are texts, which any value is, so that none of them can be bad.
 */
final class KnownTypes {
  private static final String MALFORMED = SourceReader.MALFORMED;

  // All columns, as in SELECT * or t.*; neither a product nor count(*).
  private static final Pattern STAR =
      Pattern.compile(
          "(?:\\b(?:select|distinct|all)|[,.]|(?<!count)\\()\\s*\\*", Pattern.CASE_INSENSITIVE);

  private final ColumnTypes known;
  private final SourceSpec source;
  private final Set<String> fixed = new HashSet<>(); // what a value is named, ordered or split by

  KnownTypes(ColumnTypes known, SourceSpec source) {
    this.known = known;
    this.source = source;
    fixed.addAll(source.key());
    if (source.stepRows()) {
      fixed.add(source.time());
    }
    if (source.split().by() == SplitSpec.By.COLUMN) {
      fixed.add(source.split().column());
    }
  }

  /**
   * The columns to read.
   *
   * @param header names of the columns where files have a header; null where they have none, as
   *     JSON: all that are known
   */
  StructType schema(StructType header) {
    StructType types = known.schema();
    List<String> names = List.of(types.fieldNames());
    StructType schema = new StructType();
    for (StructField field : (header == null ? types : header).fields()) {
      int place = names.indexOf(field.name());
      DataType type = place < 0 ? field.dataType() : type(types.fields()[place], header != null);
      schema = schema.add(field.name(), type, true);
    }
    return schema;
  }

  private DataType type(StructField field, boolean lines) {
    DataType type = field.dataType();
    boolean nested =
        type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
    if (!isUsed(field.name()) || (lines && nested)) {
      return DataTypes.StringType;
    }
    ValueType value = known.values().get(field.name());
    boolean number = value == ValueType.NUMBER || value == ValueType.NUMBERS;
    // Whole numbers were enough before; of what only enters as a number any number fits.
    boolean any = number && source.query() == null && !fixed.contains(field.name());
    return any ? widened(type) : type;
  }

  private static DataType widened(DataType type) {
    if (type instanceof ArrayType list) {
      return DataTypes.createArrayType(widened(list.elementType()));
    }
    return type instanceof NumericType ? DataTypes.DoubleType : type;
  }

  private boolean isUsed(String column) {
    if (source.query() == null) {
      return fixed.contains(column) || known.values().containsKey(column);
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    String name = "(?<![\\p{L}\\p{N}_])" + Pattern.quote(column) + "(?![\\p{L}\\p{N}_])";
    return STAR.matcher(source.query()).find()
        || Pattern.compile(name, flags).matcher(source.query()).find();
  }

  /**
   * Of a line that Spark could not read: the column whose value is of another type, and the record
   * as JSON; null where the line is none of the table, whatever the types.
   *
   * @param schema that the files are read with
   */
  static Column misfit(StructType schema, Formats format) {
    StructType texts = new StructType();
    List<StructField> typed = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (!SourceReader.isHidden(field.name())) {
        texts = texts.add(field.name(), DataTypes.StringType, true);
        if (!(field.dataType() instanceof StringType)) {
          typed.add(field);
        }
      }
    }
    Map<String, String> options = new HashMap<>(format.options());
    options.put("mode", "PERMISSIVE");
    options.put("columnNameOfCorruptRecord", MALFORMED);
    Column line = Projection.named(MALFORMED);
    StructType all = texts.add(MALFORMED, DataTypes.StringType, true);
    Column again =
        format.name().equals("csv")
            ? from_csv(line, lit(all.toDDL()), options)
            : from_json(line, all, options);
    Column name = lit("");
    for (int i = typed.size() - 1; i >= 0; i--) { // the first one is named
      String column = typed.get(i).name();
      Column bad = again.getField(column).isNotNull().and(Projection.named(column).isNull());
      name = when(bad, lit(column)).otherwise(name);
    }
    List<Column> record = new ArrayList<>();
    for (StructField field : texts.fields()) {
      record.add(again.getField(field.name()).as(field.name()));
    }
    Column told =
        struct(name.as("column"), to_json(struct(record.toArray(Column[]::new))).as("record"));
    Column isWhole = again.getField(MALFORMED).isNull();
    return when(line.isNotNull().and(isWhole), told);
  }
}
