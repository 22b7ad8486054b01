package rondo.task;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import rondo.data.WindowLayout;
import rondo.encode.OrderedJson;
import rondo.forecast.SeasonalNaive;
import rondo.forecast.Windows;

/**
 * What a trained forecast knows of its series; the encoder file {@code series.json}.
 *
 * @param series those that are forecast, in the order of the outputs
 * @param windows what a window shows and forecasts
 * @param level what is subtracted from the values of a window
 * @param season time steps after which a series resembles itself; 0: none
 * @param known inputs whose values are known for the time that is forecast
 * @param quantiles which are forecast, ascending; empty: the mean
 */
public record ForecastSpec(
    List<Series> series,
    Windows windows,
    WindowLayout.Level level,
    int season,
    List<String> known,
    List<Double> quantiles)
    implements Serializable {
  private static final int MOST = 1 << 16;

  /**
   * A series, as it was in the learned part.
   *
   * @param name its column
   * @param deviation standard deviation, above 0
   * @param difference mean absolute difference of values one season apart, or of neighbours without
   *     a season; 0 if nothing was that long
   */
  public record Series(String name, double mean, double deviation, double difference)
      implements Serializable {
    /**
     * @throws IllegalArgumentException if a number is not finite or out of range
     */
    public Series {
      OrderedJson.require(
          Double.isFinite(mean)
              && Double.isFinite(deviation)
              && deviation > 0
              && Double.isFinite(difference)
              && difference >= 0,
          name
              + ": got mean "
              + mean
              + ", deviation "
              + deviation
              + " and difference "
              + difference
              + ", expected finite numbers, the deviation above 0");
    }

    /** A value as the network sees it, but for the level of its window. */
    public float standardized(double value) {
      return (float) ((value - mean) / deviation);
    }

    /** The value of the series that {@link #standardized} made it of. */
    public double original(double standardized) {
      return standardized * deviation + mean;
    }
  }

  /** Copies its lists. */
  public ForecastSpec {
    series = new ArrayList<>(series); // these travel to executors
    known = new ArrayList<>(known);
    quantiles = new ArrayList<>(quantiles);
  }

  /**
   * What the value one season before forecasts, for all time steps of a window.
   *
   * @param known the last values, at least a season of them
   * @return empty without a season
   */
  public double[] seasonalNaive(double[] known) {
    return season == 0 ? new double[0] : SeasonalNaive.forecast(known, season, windows.horizon());
  }

  /** Outputs at a forecast time step: of each series one, or one a quantile. */
  public int outputs() {
    return series.size() * Math.max(1, quantiles.size());
  }

  String toJson() {
    return OrderedJson.write(
        json -> {
          json.writeStringField("kind", "forecast");
          json.writeArrayFieldStart("series");
          for (Series one : series) {
            json.writeString(one.name());
          }
          json.writeEndArray();
          numbers(json, "means", series.stream().mapToDouble(Series::mean));
          numbers(json, "deviations", series.stream().mapToDouble(Series::deviation));
          numbers(json, "differences", series.stream().mapToDouble(Series::difference));
          json.writeNumberField("window", windows.context());
          json.writeNumberField("horizon", windows.horizon());
          json.writeNumberField("stride", windows.stride());
          json.writeStringField("normalize", level.name());
          json.writeNumberField("season", season);
          json.writeArrayFieldStart("known");
          for (String name : known) {
            json.writeString(name);
          }
          json.writeEndArray();
          numbers(json, "quantiles", quantiles.stream().mapToDouble(Double::doubleValue));
        });
  }

  private static void numbers(JsonGenerator json, String key, DoubleStream values)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (double value : values.toArray()) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @throws rondo.error.RondoException CORRUPT if it is anything else
   */
  static ForecastSpec read(String text, String name) {
    return OrderedJson.read(
        text,
        name,
        "the description of forecast series",
        json -> {
          json.constant("kind", "forecast");
          String[] names = json.texts("series", MOST);
          double[] means = json.numbers("means", MOST);
          double[] deviations = json.numbers("deviations", MOST);
          double[] differences = json.numbers("differences", MOST);
          OrderedJson.require(
              names.length > 0
                  && means.length == names.length
                  && deviations.length == names.length
                  && differences.length == names.length,
              "it has not as many means, deviations and differences as series");
          List<Series> series = new ArrayList<>();
          for (int i = 0; i < names.length; i++) {
            series.add(new Series(names[i], means[i], deviations[i], differences[i]));
          }
          int context = json.integer("window", 1, 1 << 20);
          int horizon = json.integer("horizon", 1, 1 << 20);
          int stride = json.integer("stride", 1, 1 << 20);
          WindowLayout.Level level = WindowLayout.Level.valueOf(json.text("normalize"));
          int season = json.integer("season", 0, context);
          List<String> known = List.of(json.texts("known", MOST));
          List<Double> quantiles = new ArrayList<>();
          for (double quantile : json.numbers("quantiles", MOST)) {
            OrderedJson.require(quantile > 0 && quantile < 1, "a quantile is out of range");
            quantiles.add(quantile);
          }
          Windows windows = new Windows(context, horizon, stride);
          return new ForecastSpec(series, windows, level, season, known, quantiles);
        });
  }
}
