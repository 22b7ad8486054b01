package rondo.spark.predict;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import rondo.local.SeriesForecast;
import rondo.local.SeriesModel;
import rondo.table.TableReader;
import rondo.table.TableSchema;
import rondo.task.ForecastSpec;

/**
 * Forecasts as rows, one a time step that is forecast.
 *
 * <p>In memory are the rows of one series, or of one batch of windows where a forecast is tested
 * back.
 */
final class ForecastRows extends ToldRows implements SeriesModel.Forecasts {
  private final ForecastSpec spec;
  private final boolean backTest;
  private final TableReader reader;
  private final SeriesModel.Run<SeriesModel.Forecasts> run;
  private final Runnable tooShort;

  ForecastRows(
      SeriesModel model,
      TableSchema schema,
      boolean backTest,
      TableReader reader,
      Runnable tooShort) {
    super(schema);
    this.spec = model.spec();
    this.backTest = backTest;
    this.reader = reader;
    this.tooShort = tooShort;
    this.run = backTest ? model.backTest(reader) : model.forecast(reader);
  }

  /** The columns. */
  static StructType schema(ForecastSpec spec, TableSchema table, boolean backTest) {
    StructType type = keys(table);
    if (backTest) {
      type = type.add("first", DataTypes.LongType);
    }
    type = type.add("step", DataTypes.LongType);
    type = withTime(type, "last_time", table);
    if (timed(spec, backTest)) {
      type = withTime(type, "time", table);
    }
    for (ForecastSpec.Series series : spec.series()) {
      String name = "predicted_" + series.name();
      if (spec.quantiles().isEmpty()) {
        type = type.add(name, DataTypes.DoubleType);
      }
      for (double quantile : spec.quantiles()) {
        type = type.add(name + "_q" + percent(quantile), DataTypes.DoubleType);
      }
    }
    if (backTest) {
      for (ForecastSpec.Series series : spec.series()) {
        type = type.add("actual_" + series.name(), DataTypes.DoubleType);
      }
    }
    return type;
  }

  /** Whether the table has the time steps that are forecast, and so their times. */
  private static boolean timed(ForecastSpec spec, boolean backTest) {
    return backTest || !spec.known().isEmpty();
  }

  /** 10 for 0.1, 2.5 for 0.025. */
  private static String percent(double quantile) {
    return String.format(Locale.ROOT, "%.6f", quantile * 100).replaceFirst("\\.?0+$", "");
  }

  @Override
  public void forecast(SeriesForecast forecast) {
    for (int ahead = 0; ahead < forecast.values().length; ahead++) {
      List<Object> row = start(forecast.key(), reader.origin());
      if (backTest) {
        row.add(forecast.first());
      }
      row.add(ahead + 1L);
      addTime(row, forecast.lastTime());
      if (timed(spec, backTest)) {
        addTime(row, forecast.times()[ahead]);
      }
      for (double value : forecast.values()[ahead]) {
        row.add(value);
      }
      if (backTest) {
        for (double value : forecast.actual()[ahead]) {
          row.add(value);
        }
      }
      add(row);
    }
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
