package rondo.spark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import rondo.local.DetectedSeries;
import rondo.local.Examples;
import rondo.local.Stretches;
import rondo.spark.report.Html.Key;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.LineChart.Span;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** Series with what was detected in them, each over its errors and the threshold of these. */
final class DetectedFigures {
  private static final String VALUE = "s5";
  private static final String ERROR = "s0";
  private static final String THRESHOLD = "s1 dashed";
  private static final int TOLD = 3; // ranges that are told in words

  private DetectedFigures() {}

  static void write(Html html, Examples examples) {
    if (examples.detected().isEmpty()) {
      return;
    }
    html.element(
        "p",
        "about",
        "Of "
            + Numbers.grouped(examples.candidates())
            + " series that were looked at, those with the highest scores, as rondo detect finds them"
            + " with its defaults."
            + " What was detected is shaded, in the series and in the smoothed errors of its"
            + " forecasts one time step ahead. Of long series each stretch is drawn from its"
            + " lowest to its highest value.");
    html.legend(
        List.of(
            new Key(VALUE, "the series"),
            new Key(ERROR, "smoothed error"),
            new Key(THRESHOLD, "threshold"),
            new Key("s1 wide", "detected")));
    examples.detected().forEach(series -> figure(html, series));
  }

  private static void figure(Html html, DetectedSeries series) {
    String title = series.name() + ": " + series.column();
    Axis x = Axis.exact("time step", series.first(), (double) series.first() + series.steps());
    List<Span> spans = new ArrayList<>();
    for (DetectedSeries.Range range : series.ranges()) {
      spans.add(new Span(range.first(), range.last() + 1.0, "detected", text(range)));
    }
    Curve values = curve(series, series.values());
    LineChart first =
        LineChart.of(
                title,
                "The series, with what was detected shaded.",
                Styles.WIDE,
                200,
                x,
                Axis.linear("value", values.range()),
                List.of(Series.line("value", VALUE + " thin", values)))
            .with(List.of(), spans);
    Curve errors = curve(series, series.errors());
    Curve thresholds = curve(series, series.thresholds());
    Range both = errors.range().with(thresholds.range());
    LineChart second =
        LineChart.of(
                title + ", errors",
                "Smoothed errors and their threshold.",
                Styles.WIDE,
                170,
                x,
                Axis.fromZero("error", both),
                List.of(
                    Series.line("threshold", THRESHOLD, thresholds),
                    Series.line("smoothed error", ERROR, errors)))
            .with(List.of(), spans);
    html.figure("wide", title, tells(series), List.of(), first.svg() + second.svg());
  }

  private static String tells(DetectedSeries series) {
    String steps = Numbers.grouped(series.steps()) + " time steps: ";
    int count = series.ranges().size();
    if (count == 0) {
      return steps + "nothing was detected.";
    }
    String told =
        series.ranges().stream()
            .sorted(Comparator.comparingDouble(range -> -range.score()))
            .limit(TOLD)
            .map(DetectedFigures::text)
            .collect(Collectors.joining("; "));
    String which = count > TOLD ? " The " + TOLD + " highest: " : " ";
    return steps + count + (count == 1 ? " range." : " ranges.") + which + told + ".";
  }

  private static String text(DetectedSeries.Range range) {
    String times =
        isPlace(range.firstTime(), range.first()) && isPlace(range.lastTime(), range.last())
            ? ""
            : " (" + range.firstTime() + " to " + range.lastTime() + ")";
    return Numbers.grouped(range.first())
        + " to "
        + Numbers.grouped(range.last())
        + times
        + ", score "
        + Numbers.significant(range.score(), 3);
  }

  /** Whether a time says no more than a place. */
  static boolean isPlace(String time, long place) {
    return time.isEmpty() || time.equals(Long.toString(place));
  }

  /** One point a time step, or the lowest and the highest of each stretch. */
  private static Curve curve(DetectedSeries series, Stretches stretches) {
    int size = stretches.low().length;
    int each = stretches.every() == 1 ? 1 : 2;
    double[] x = new double[each * size];
    double[] y = new double[each * size];
    for (int i = 0; i < size; i++) {
      double from = series.first() + (double) i * stretches.every();
      for (int j = 0; j < each; j++) {
        x[each * i + j] = from + (double) j * stretches.every() / 2;
        y[each * i + j] = j == 0 ? stretches.low()[i] : stretches.high()[i];
      }
    }
    return new Curve(x, y);
  }
}
