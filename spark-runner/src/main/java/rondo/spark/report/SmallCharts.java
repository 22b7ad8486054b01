package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import rondo.round.RoundMetrics;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** Throughput, gradient norm, learning rate, and other metrics, if there are any: side by side. */
final class SmallCharts {
  /** Gradient norms that span more than this are shown as a logarithm. */
  private static final double LOGARITHM_FROM = 10;

  private static final int HEIGHT = 225;
  private static final int SMOOTH = 80;

  private final Html html;
  private final ReportData data;
  private final int width;

  private SmallCharts(Html html, ReportData data, int width) {
    this.html = html;
    this.data = data;
    this.width = width;
  }

  static void write(Html html, ReportData data) {
    Set<String> metrics = new TreeSet<>();
    for (Variant variant : data.variants()) {
      variant.history().evaluations().forEach(one -> metrics.addAll(one.metrics().keySet()));
    }
    boolean three = metrics.isEmpty();
    html.raw(three ? "<div class=\"grid three\">" : "<div class=\"grid\">");
    new SmallCharts(html, data, three ? Styles.THIRD : Styles.HALF).charts(metrics);
    html.raw("</div>");
  }

  private void charts(Set<String> metrics) {
    for (String name : metrics) {
      chart(
          "Validation " + name.replace('_', ' '),
          "",
          "",
          range -> Axis.linear(name, range),
          variant ->
              Styles.curve(
                  variant.history().evaluations(),
                  round -> round.metrics().getOrDefault(name, Double.NaN)));
    }
    chart(
        "Time steps a second",
        "",
        TimeShares.html(data),
        range -> Axis.fromZero("time steps/s", range),
        variant -> curve(variant, RoundMetrics::timeStepsPerSecond).smooth(SMOOTH));
    chart(
        "Gradient norm before clipping",
        clipping(),
        "",
        range -> Axis.fitting("gradient norm", range, LOGARITHM_FROM),
        variant -> curve(variant, RoundMetrics::gradientNorm).smooth(SMOOTH));
    chart(
        "Learning rate",
        "",
        "",
        range -> Axis.fromZero("learning rate", range),
        variant -> curve(variant, RoundMetrics::learningRate));
  }

  private void chart(
      String title,
      String tells,
      String below,
      Function<Range, Axis> axis,
      Function<Variant, Curve> quantity) {
    List<Series> series = new ArrayList<>();
    Range range = Range.EMPTY;
    for (int i = 0; i < data.variants().size(); i++) {
      Curve curve = quantity.apply(data.variants().get(i));
      String name = data.variants().get(i).name();
      series.add(Series.line(name.isEmpty() ? title : name, Styles.color(i), curve.thin(width)));
      range = range.with(curve.range());
    }
    LineChart chart =
        LineChart.of(
            title,
            title + " by epoch.",
            width,
            HEIGHT,
            Styles.epochs(data),
            axis.apply(range),
            series);
    html.figure("small", title, tells, Styles.variants(data), chart.svg() + below);
  }

  private static Curve curve(Variant variant, ToDoubleFunction<RoundMetrics> quantity) {
    return Styles.curve(variant.history().points(), quantity);
  }

  /** How often the gradient was clipped. */
  private String clipping() {
    List<String> parts = new ArrayList<>();
    for (Variant variant : data.variants()) {
      RoundMetrics total = variant.history().total();
      if (total != null) {
        double share = (double) total.clipped() / variant.history().gradients();
        String steps = Numbers.grouped(total.clipped()) + " steps";
        String often = Double.isFinite(share) ? Numbers.percent(share) + " of steps" : steps;
        parts.add((variant.name().isEmpty() ? "" : variant.name() + " ") + often);
      }
    }
    return parts.isEmpty() ? "" : "Clipped: " + String.join(", ", parts) + ".";
  }
}
