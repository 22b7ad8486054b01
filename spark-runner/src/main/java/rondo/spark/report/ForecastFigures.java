package rondo.spark.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rondo.local.Examples;
import rondo.local.ForecastExample;
import rondo.local.ForecastExample.Column;
import rondo.spark.report.Html.Key;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.LineChart.Band;
import rondo.spark.report.chart.LineChart.Span;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** Forecasts beside what there was: a row of charts for each window, a chart a column. */
final class ForecastFigures {
  private static final String ACTUAL = "s5 bold";
  private static final String FORECAST = "s0 bold";
  private static final String BAND = "s0";
  private static final String NAIVE = "s1 dashed";
  private static final String SEASONAL = "s2 dashed";
  private static final int MOST_DOTS = 12; // more would hide the line

  private ForecastFigures() {}

  static void write(Html html, Examples examples) {
    List<ForecastExample> forecasts = examples.forecasts();
    if (forecasts.isEmpty()) {
      return;
    }
    html.element(
        "p",
        "about",
        "From windows that are evenly spaced over all "
            + Numbers.grouped(examples.candidates())
            + " of them, the one with the lowest error, one in the middle and the one with the"
            + " highest. The error is the mean absolute one of all columns, in standard deviations"
            + " of the training data; six columns at most are drawn.");
    html.legend(keys(forecasts.get(0)));
    for (ForecastExample example : forecasts) {
      html.element("h3", "example", title(example));
      html.raw("<div class=\"grid\">");
      for (Column column : example.columns()) {
        chart(html, example, column);
      }
      html.raw("</div>");
    }
  }

  private static List<Key> keys(ForecastExample example) {
    List<Key> keys = new ArrayList<>();
    keys.add(new Key(ACTUAL, "what there was"));
    double[] quantiles = example.quantiles();
    keys.add(
        new Key(
            FORECAST,
            quantiles.length == 0
                ? "forecast"
                : "forecast, quantile "
                    + Numbers.significant(quantiles[example.columns().get(0).middle()], 2)));
    for (int low = 0; low < quantiles.length / 2; low++) {
      double high = quantiles[quantiles.length - 1 - low];
      keys.add(
          new Key(
              BAND + " wide",
              "quantiles "
                  + Numbers.significant(quantiles[low], 2)
                  + " to "
                  + Numbers.significant(high, 2)));
    }
    keys.add(new Key(NAIVE, "the last value"));
    if (example.columns().get(0).seasonal().length > 0) {
      keys.add(new Key(SEASONAL, "the value one season before"));
    }
    return keys;
  }

  private static String title(ForecastExample example) {
    String rank =
        switch (example.rank()) {
          case LOWEST -> "Lowest error";
          case MIDDLE -> "An error in the middle";
          case HIGHEST -> "Highest error";
        };
    boolean isPlace = DetectedFigures.isPlace(example.time(), example.first());
    String when = isPlace ? "" : " (" + example.time() + ")";
    return rank
        + ", "
        + Numbers.significant(example.error(), 3)
        + ": "
        + example.name()
        + " from time step "
        + Numbers.grouped(example.first())
        + when;
  }

  private static void chart(Html html, ForecastExample example, Column column) {
    int known = column.history().length;
    int horizon = column.actual().length;
    double[] all =
        DoubleStream.concat(Arrays.stream(column.history()), Arrays.stream(column.actual()))
            .toArray();
    List<Series> series = new ArrayList<>();
    if (column.seasonal().length > 0) {
      series.add(Series.line("one season before", SEASONAL, ahead(column.seasonal())));
    }
    series.add(Series.line("last value", NAIVE, ahead(column.naive())));
    double[] times = IntStream.range(1 - known, horizon + 1).asDoubleStream().toArray();
    series.add(Series.line("actual", ACTUAL, new Curve(times, all)));
    Curve forecast = ahead(column.forecast()[column.middle()]);
    series.add(new Series("forecast", FORECAST, forecast, horizon <= MOST_DOTS));
    Range range = Range.EMPTY;
    for (Series one : series) {
      range = range.with(one.curve().range());
    }
    for (double[] quantile : column.forecast()) {
      range = range.with(Range.of(quantile));
    }
    LineChart chart =
        LineChart.of(
                title(example) + ", " + column.name(),
                "The last values, what came after them, and what was forecast.",
                Styles.HALF,
                215,
                Axis.exact("time steps after the last known one", 1.0 - known, horizon),
                Axis.linear(column.name(), range),
                series)
            .with(bands(column), List.of(new Span(0, horizon, "ahead", "what is forecast")));
    html.figure("small", column.name(), "", List.of(), chart.svg());
  }

  private static Curve ahead(double[] values) {
    return new Curve(IntStream.rangeClosed(1, values.length).asDoubleStream().toArray(), values);
  }

  /** Between each quantile and the one that is as far from the other end. */
  private static List<Band> bands(Column column) {
    List<Band> bands = new ArrayList<>();
    double[][] forecast = column.forecast();
    for (int low = 0; low < forecast.length / 2; low++) {
      bands.add(band(forecast[low], forecast[forecast.length - 1 - low]));
    }
    return bands;
  }

  private static Band band(double[] low, double[] high) {
    if (low.length > 1) {
      return new Band(BAND, ahead(low).x(), low, high);
    }
    // One time step has no width of its own.
    return new Band(
        BAND,
        new double[] {0.5, 1},
        new double[] {low[0], low[0]},
        new double[] {high[0], high[0]});
  }
}
