package rondo.spark.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import rondo.encode.OrderedJson;
import rondo.error.RondoException;
import rondo.table.TimeKind;
import rondo.table.ValueType;
import rondo.task.Encoders;

/**
 * What the columns of a table were read as. A model keeps it, and every later table of the model is
 * read as the same: what a column of a CSV or JSON file is must not depend on which other values
 * are in the file.
 *
 * @param source columns of the files and their types in Spark's DDL; empty where nobody found them
 *     out: the job file has a schema, or the format has one of its own (text, binary)
 * @param values as what each staged column was staged
 * @param time what orders time steps
 */
public record ColumnTypes(String source, Map<String, ValueType> values, TimeKind time) {
  /** Encoder file of a model. */
  public static final String FILE = "columns.json";

  /** Nothing is known yet: types are found out from the files. */
  public static final ColumnTypes UNKNOWN = new ColumnTypes("", Map.of(), TimeKind.PLACE);

  private static final int MOST = 1 << 20;

  /** Keeps the order of the columns. */
  public ColumnTypes {
    values = new LinkedHashMap<>(values);
  }

  /**
   * Those of a model.
   *
   * @param encoders files of the model directory, by name
   * @throws RondoException CORRUPT if the file is not there, or not as it was written
   */
  public static ColumnTypes of(Map<String, String> encoders) {
    return read(Encoders.require(encoders, FILE), FILE);
  }

  /** The columns of the files; null if nobody found them out. */
  StructType schema() {
    return source.isEmpty() ? null : StructType.fromDDL(source);
  }

  /** As JSON. */
  public String toJson() {
    return OrderedJson.write(
        json -> {
          json.writeStringField("kind", "columns");
          json.writeStringField("source", source);
          json.writeArrayFieldStart("columns");
          for (String column : values.keySet()) {
            json.writeString(column);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("types");
          for (ValueType type : values.values()) {
            json.writeString(type.name());
          }
          json.writeEndArray();
          json.writeStringField("time", time.name());
        });
  }

  private static ColumnTypes read(String text, String name) {
    return OrderedJson.read(
        text,
        name,
        "the types of a table's columns",
        json -> {
          json.constant("kind", "columns");
          String source = json.text("source");
          OrderedJson.require(isSchema(source), "source is no list of columns");
          String[] columns = json.texts("columns", MOST);
          String[] types = json.texts("types", MOST);
          OrderedJson.require(
              columns.length == types.length,
              "it has " + columns.length + " columns and " + types.length + " types");
          Map<String, ValueType> values = new LinkedHashMap<>();
          for (int i = 0; i < columns.length; i++) {
            values.put(columns[i], ValueType.valueOf(types[i]));
          }
          return new ColumnTypes(source, values, TimeKind.valueOf(json.text("time")));
        });
  }

  private static boolean isSchema(String ddl) {
    try {
      return ddl.isEmpty() || !StructType.fromDDL(ddl).isEmpty();
    } catch (Exception e) { // Spark's is checked, but not declared
      return false;
    }
  }
}
