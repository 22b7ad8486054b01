package rondo.spark.read;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import rondo.table.ColumnRequest;
import rondo.table.SourceSpec;
import rondo.table.TimeKind;
import rondo.table.ValueType;

/**
 * What columns of text are meant to be. One bad value makes Spark read a whole column of a CSV file
 * as text; what the column is must not depend on that.
 */
final class TextColumns {
  private static final String DATE = "^[+-]?\\d{1,6}-\\d{1,2}-\\d{1,2}$";

  private final Input input;
  private final ColumnTypes known;
  private final StructType schema;

  /**
   * @param known what they were meant to be before
   */
  TextColumns(Input input, ColumnTypes known) {
    this.input = input;
    this.known = known;
    this.schema = input.rows().schema();
  }

  /**
   * The kind of the times: of a text what most of its values are, the first of whole numbers,
   * numbers, dates and timestamps.
   *
   * @throws rondo.error.RondoException CONFIG if it is nothing that orders time steps
   */
  TimeKind timeKind(String column) {
    boolean text = schema.apply(column).dataType() instanceof StringType;
    return text && known.time() != TimeKind.PLACE ? known.time() : timeKind(input.rows(), column);
  }

  /** The same of times that nobody looked at before. */
  static TimeKind timeKind(Dataset<Row> rows, String column) {
    DataType type = rows.schema().apply(column).dataType();
    if (!(type instanceof StringType)) {
      return Times.kind(column, type);
    }
    Column raw = Projection.named(column);
    Row counts =
        rows.select(
                count(raw.try_cast(DataTypes.LongType)),
                count(raw.try_cast(DataTypes.DoubleType)),
                count(when(raw.rlike(DATE), raw.try_cast(DataTypes.DateType))),
                count(raw.try_cast(DataTypes.TimestampType)))
            .head();
    TimeKind[] kinds = {TimeKind.WHOLE, TimeKind.REAL, TimeKind.DATE, TimeKind.TIMESTAMP};
    int best = kinds.length - 1;
    for (int i = kinds.length - 1; i >= 0; i--) {
      best = counts.getLong(i) >= counts.getLong(best) ? i : best;
    }
    return kinds[best];
  }

  /**
   * The requests, with NUMBER for columns of a CSV file that are texts to Spark, and of whose
   * values no larger part is no number than may be bad. Others stay as they are.
   */
  List<ColumnRequest> requests(List<ColumnRequest> asked, SourceSpec source) {
    List<ColumnRequest> requests = asked.stream().map(this::asKnown).toList();
    List<Integer> places = new ArrayList<>();
    List<Column> counts = new ArrayList<>();
    for (int i = 0; i < requests.size() && input.inferred(); i++) {
      String column = requests.get(i).column();
      boolean there = List.of(schema.fieldNames()).contains(column);
      if (requests.get(i).type() == null
          && there
          && schema.apply(column).dataType() instanceof StringType) {
        Column raw = Projection.named(column);
        places.add(i);
        counts.add(count(raw));
        counts.add(count(raw.try_cast(DataTypes.DoubleType)));
      }
    }
    if (places.isEmpty()) {
      return requests;
    }
    Row row = input.rows().select(counts.toArray(Column[]::new)).head();
    List<ColumnRequest> typed = new ArrayList<>(requests);
    for (int i = 0; i < places.size(); i++) {
      long values = row.getLong(2 * i);
      long numbers = row.getLong(2 * i + 1);
      if (numbers > 0 && values - numbers <= source.badRecords() * values) {
        ColumnRequest request = requests.get(places.get(i));
        typed.set(
            places.get(i),
            new ColumnRequest(
                request.column(), ValueType.NUMBER, request.perSequence(), request.optional()));
      }
    }
    return typed;
  }

  private ColumnRequest asKnown(ColumnRequest request) {
    ValueType type = request.type() == null ? known.values().get(request.column()) : request.type();
    return new ColumnRequest(request.column(), type, request.perSequence(), request.optional());
  }
}
