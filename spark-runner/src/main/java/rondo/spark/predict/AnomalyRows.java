package rondo.spark.predict;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import rondo.anomaly.AnomalyRange;
import rondo.anomaly.ThresholdSpec;
import rondo.local.SeriesModel;
import rondo.table.TableReader;
import rondo.table.TableSchema;

/** Ranges of anomalies as rows: column, first and last time step with their times, score. */
final class AnomalyRows extends ToldRows implements SeriesModel.Anomalies {
  private final TableReader reader;
  private final SeriesModel.Run<SeriesModel.Anomalies> run;
  private final Runnable tooShort;

  AnomalyRows(
      SeriesModel model,
      TableSchema schema,
      ThresholdSpec thresholds,
      TableReader reader,
      Runnable tooShort) {
    super(schema);
    this.reader = reader;
    this.tooShort = tooShort;
    this.run = model.detect(reader, thresholds);
  }

  /** The columns. */
  static StructType schema(TableSchema table) {
    StructType type =
        keys(table)
            .add("column", DataTypes.StringType)
            .add("first", DataTypes.LongType)
            .add("last", DataTypes.LongType);
    type = withTime(type, "first_time", table);
    type = withTime(type, "last_time", table);
    return type.add("score", DataTypes.DoubleType);
  }

  @Override
  public void anomaly(String[] key, String column, AnomalyRange range) {
    List<Object> row = start(key, reader.origin());
    row.add(column);
    row.add(range.first());
    row.add(range.last());
    addTime(row, range.firstTime());
    addTime(row, range.lastTime());
    row.add(range.score());
    add(row);
  }

  @Override
  public void tooShort(String[] key, long steps) {
    tooShort.run();
  }

  @Override
  protected boolean more() throws IOException {
    return run.next(this);
  }
}
