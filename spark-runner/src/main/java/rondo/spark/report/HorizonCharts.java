package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import rondo.metric.Tables;
import rondo.metric.Tables.HorizonLine;
import rondo.spark.report.Html.Key;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** How errors of a forecast grow with its step: a line for each model and target. */
final class HorizonCharts {
  /** Above this many steps a dot for each would hide the line. */
  private static final int MOST_DOTS = 60;

  private final List<Series> series = new ArrayList<>();
  private final List<Key> keys = new ArrayList<>();
  private Range range = Range.EMPTY;
  private int steps = 1;

  private HorizonCharts() {}

  static void write(Html html, ReportData data) {
    List<HorizonLine> all =
        data.variants().stream()
            .flatMap(variant -> variant.tables().stream())
            .flatMap(tables -> tables.horizon().stream())
            .toList();
    if (all.isEmpty()) {
      return;
    }
    if (all.stream().allMatch(line -> line.step() == 1)) {
      targets(html, data);
      return;
    }
    html.raw("<div class=\"grid\">");
    chart(html, data, "Mean absolute error by step", HorizonLine::mae);
    chart(html, data, "Root mean squared error by step", HorizonLine::rmse);
    if (all.stream().anyMatch(line -> Double.isFinite(line.mase()))) {
      chart(html, data, "MASE by step", HorizonLine::mase);
    }
    if (all.stream().anyMatch(line -> Double.isFinite(line.pinball()))) {
      chart(html, data, "Quantile loss by step", HorizonLine::pinball);
    }
    html.raw("</div>");
  }

  private static void chart(
      Html html, ReportData data, String title, ToDoubleFunction<HorizonLine> error) {
    HorizonCharts chart = new HorizonCharts();
    for (Variant variant : data.variants()) {
      for (Tables tables : variant.tables()) {
        chart.add(variant, tables.horizon(), error);
      }
    }
    LineChart lines =
        LineChart.of(
            title,
            title + " of the forecast, on the test data.",
            Styles.HALF,
            250,
            Axis.exact("step", 1, chart.steps),
            Axis.fromZero("error", chart.range),
            chart.series);
    html.figure("small", title, "", chart.keys.size() > 1 ? chart.keys : List.of(), lines.svg());
  }

  private void add(Variant variant, List<HorizonLine> lines, ToDoubleFunction<HorizonLine> error) {
    int targets = lines.stream().mapToInt(HorizonLine::target).max().orElse(-1) + 1;
    for (int target = 0; target < targets; target++) {
      int of = target;
      List<HorizonLine> own = lines.stream().filter(line -> line.target() == of).toList();
      Curve curve =
          new Curve(
              own.stream().mapToDouble(HorizonLine::step).toArray(),
              own.stream().mapToDouble(error).toArray());
      String name = Styles.name(variant, targets == 1 ? "error" : "target " + (target + 1));
      String style = Styles.color(series.size());
      series.add(new Series(name, style, curve, own.size() <= MOST_DOTS));
      keys.add(new Key(style, name));
      range = range.with(curve.range());
      steps = Math.max(steps, own.stream().mapToInt(HorizonLine::step).max().orElse(1));
    }
  }

  /** Of several targets that are no forecasts: a table. */
  private static void targets(Html html, ReportData data) {
    html.raw("<div class=\"drawing\"><table>\n<thead><tr>");
    List.of("", "MAE", "RMSE", "MASE").forEach(head -> html.element("th", "", head));
    html.raw("</tr></thead>\n<tbody>");
    for (Variant variant : data.variants()) {
      for (Tables tables : variant.tables()) {
        for (HorizonLine line : tables.horizon()) {
          html.raw("<tr>").element("th", "", Styles.name(variant, "target " + (line.target() + 1)));
          html.element("td", "", Numbers.significant(line.mae(), 4));
          html.element("td", "", Numbers.significant(line.rmse(), 4));
          html.element("td", "", Numbers.significant(line.mase(), 4)).raw("</tr>");
        }
      }
    }
    html.raw("</tbody>\n</table></div>");
  }
}
