package rondo.spark.report;

import java.util.Locale;
import rondo.round.RoundMetrics;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Markup;

/** What the time of all rounds went into: a bar of compute and sync for each variant. */
final class TimeShares {
  private TimeShares() {}

  static String html(ReportData data) {
    StringBuilder out = new StringBuilder("<div class=\"shares\">\n");
    for (Variant variant : data.variants()) {
      RoundMetrics total = variant.history().total();
      if (total != null) {
        bar(out, variant.name(), total);
      }
    }
    return out.append("</div>\n").toString();
  }

  private static void bar(StringBuilder out, String name, RoundMetrics total) {
    double seconds = total.times().all();
    double compute = seconds > 0 ? total.times().compute() / seconds : 1;
    out.append(
        String.format(
            Locale.ROOT,
            "<span>%s</span><span class=\"track\"><span style=\"width:%.1f%%\"></span></span>"
                + "<span>compute %s, sync %s</span>%n",
            Markup.text(name),
            100 * compute,
            share(compute),
            share(1 - compute)));
  }

  private static String share(double share) {
    return share > 0 && share < 0.01 ? "under 1%" : Numbers.percent(share);
  }
}
