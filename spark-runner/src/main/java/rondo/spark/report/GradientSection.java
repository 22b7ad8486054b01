package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import rondo.round.RoundMetrics;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** Size of the gradient and of the steps taken along it. */
final class GradientSection {
  private GradientSection() {}

  static void write(Html html, ReportData data) {
    Range norms = Range.EMPTY;
    List<Series> gradient = new ArrayList<>();
    List<Series> rate = new ArrayList<>();
    Range rates = Range.EMPTY;
    for (int i = 0; i < data.variants().size(); i++) {
      Variant variant = data.variants().get(i);
      Curve norm = curve(variant, RoundMetrics::gradientNorm).smooth(80);
      gradient.add(
          Series.line(Styles.name(variant, "gradient norm"), Styles.color(i), norm.thin(500)));
      norms = norms.with(norm.range());
      Curve learning = curve(variant, RoundMetrics::learningRate);
      rate.add(
          Series.line(Styles.name(variant, "learning rate"), Styles.color(i), learning.thin(500)));
      rates = rates.with(learning.range());
    }
    Axis y = Axis.fitting("gradient norm", norms, 10);
    chart(html, data, "Gradient norm before clipping", clipping(data), y, gradient);
    chart(html, data, "Learning rate", "", Axis.fromZero("learning rate", rates), rate);
  }

  private static Curve curve(Variant variant, ToDoubleFunction<RoundMetrics> quantity) {
    return Styles.curve(variant.history().points(), quantity);
  }

  private static void chart(
      Html html, ReportData data, String title, String tells, Axis y, List<Series> series) {
    LineChart chart =
        LineChart.of(title, title + " by epoch.", Styles.HALF, 215, Styles.epochs(data), y, series);
    html.figure(
        "half",
        title + (y.log() ? " (logarithmic)" : ""),
        tells,
        Styles.variants(data),
        chart.svg());
  }

  /** How often the gradient was clipped. */
  private static String clipping(ReportData data) {
    StringBuilder out = new StringBuilder();
    for (Variant variant : data.variants()) {
      RoundMetrics total = variant.history().total();
      if (total == null) {
        continue;
      }
      double share = (double) total.clipped() / variant.history().gradients();
      out.append(out.length() == 0 ? "" : "; ");
      out.append(variant.name().isEmpty() ? "" : variant.name() + ": ");
      out.append("clipped in ").append(Numbers.grouped(total.clipped())).append(" steps");
      out.append(Double.isFinite(share) ? " (" + Numbers.percent(share) + ")" : "");
    }
    return out.toString();
  }
}
