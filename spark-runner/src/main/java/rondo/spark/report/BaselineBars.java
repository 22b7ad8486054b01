package rondo.spark.report;

import java.util.List;
import java.util.Locale;
import rondo.spark.report.ReportData.Baseline;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Markup;

/** Test losses of all models and baselines as bars; in bits where that is what people compare. */
final class BaselineBars {
  /** Width of the longest bar in percent: its number stands beside it. */
  private static final double LONGEST = 85;

  private final LossUnit unit;
  private final StringBuilder bars = new StringBuilder("<div class=\"bars\">\n");
  private double longest;

  private BaselineBars(LossUnit unit) {
    this.unit = unit;
  }

  static void write(Html html, ReportData data) {
    if (!data.baselines().isEmpty()) {
      new BaselineBars(data.unit()).bars(html, data);
    }
  }

  private void bars(Html html, ReportData data) {
    data.variants().forEach(variant -> measure(variant.testLoss()));
    data.baselines().forEach(baseline -> measure(baseline.loss()));
    for (int i = 0; i < data.variants().size(); i++) {
      Variant variant = data.variants().get(i);
      String name = variant.name().isEmpty() ? variant.model() : variant.name();
      bar(name, variant.testLoss(), " model " + Styles.color(i));
    }
    for (Baseline baseline : data.baselines()) {
      bar(baseline.name(), baseline.loss(), "");
    }
    String title = unit.hasBits() ? "Bits a " + unit.per() : "Test loss";
    String tells = "On the same test data; shorter is better.";
    html.figure("wide", title, tells, List.of(), bars.append("</div>").toString());
  }

  private void measure(double loss) {
    longest = Double.isFinite(loss) ? Math.max(longest, loss) : longest;
  }

  private void bar(String name, double loss, String style) {
    if (Double.isFinite(loss)) {
      bars.append(
          String.format(
              Locale.ROOT,
              "<span>%s</span><div class=\"row\"><div class=\"bar%s\" style=\"width:%.1f%%\"></div>"
                  + "<b>%s</b></div>%n",
              Markup.text(name),
              style,
              longest > 0 ? Math.max(0, LONGEST * loss / longest) : 0,
              Numbers.significant(unit.hasBits() ? LossUnit.bits(loss) : loss, 3)));
    }
  }
}
