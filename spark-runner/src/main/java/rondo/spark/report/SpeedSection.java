package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rondo.round.RoundMetrics;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.Markup;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** How fast it went, and what the time went into. */
final class SpeedSection {
  private SpeedSection() {}

  static void write(Html html, ReportData data) {
    List<Series> series = new ArrayList<>();
    Range range = Range.EMPTY;
    StringBuilder shares = new StringBuilder();
    for (int i = 0; i < data.variants().size(); i++) {
      Variant variant = data.variants().get(i);
      Curve speed =
          Styles.curve(variant.history().points(), RoundMetrics::timeStepsPerSecond).smooth(80);
      series.add(
          Series.line(Styles.name(variant, "time steps/s"), Styles.color(i), speed.thin(500)));
      range = range.with(speed.range());
      share(shares, variant);
    }
    LineChart chart =
        LineChart.of(
            "Throughput",
            "Time steps per second by epoch, evaluation left out.",
            Styles.HALF,
            215,
            Styles.epochs(data),
            Axis.fromZero("time steps/s", range),
            series);
    html.figure(
        "half", "Throughput: time steps a second", "", Styles.variants(data), chart.svg() + shares);
  }

  /** A bar of the share of compute and sync in the time of all rounds. */
  private static void share(StringBuilder out, Variant variant) {
    RoundMetrics total = variant.history().total();
    if (total == null) {
      return;
    }
    double seconds = total.computeSeconds() + total.syncSeconds();
    double compute = seconds > 0 ? total.computeSeconds() / seconds : 1;
    out.append(
        String.format(
            Locale.ROOT,
            "<p class=\"share\">%s<span class=\"track\"><span style=\"width:%.1f%%\"></span></span>"
                + "compute %s, sync %s</p>%n",
            variant.name().isEmpty() ? "" : "<span>" + Markup.text(variant.name()) + "</span>",
            100 * compute,
            share(compute),
            share(1 - compute)));
  }

  private static String share(double share) {
    return share > 0 && share < 0.01 ? "under 1%" : Numbers.percent(share);
  }
}
