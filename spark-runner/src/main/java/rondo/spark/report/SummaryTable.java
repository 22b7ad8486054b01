package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import rondo.round.RoundMetrics;
import rondo.spark.report.ReportData.Measure;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Markup;

/** The figures of several models, one below the other. */
final class SummaryTable {
  private static final List<String> HEADS =
      List.of("", "Parameters", "Training", "Validation", "Test", "Best epoch", "Time", "Steps/s");

  private static final int MOST_MEASURES = 3;

  private SummaryTable() {}

  static void write(Html html, ReportData data) {
    html.raw("<div class=\"drawing\"><table>\n<thead><tr>");
    HEADS.forEach(head -> html.element("th", "", head));
    List<String> measures = measures(data);
    measures.forEach(name -> html.element("th", "", Html.capital(name)));
    html.raw("</tr></thead>\n<tbody>");
    for (int i = 0; i < data.variants().size(); i++) {
      Variant variant = data.variants().get(i);
      html.raw("<tr><th><span class=\"swatch " + Styles.color(i) + "\"></span>");
      html.raw(Markup.text(variant.name()) + "<small>" + Markup.text(variant.model()));
      html.raw("</small></th>");
      row(variant).forEach(cell -> html.element("td", "", cell));
      measures.forEach(name -> html.element("td", "", measure(variant, name)));
      html.raw("</tr>");
    }
    html.raw("</tbody>\n</table></div>");
    html.element("p", "tells", "Losses: " + data.unit().title() + ".");
  }

  /** The first of what was counted of all models. */
  private static List<String> measures(ReportData data) {
    return data.variants().get(0).testMetrics().stream()
        .map(Measure::title)
        .limit(MOST_MEASURES)
        .toList();
  }

  private static String measure(Variant variant, String name) {
    return variant.testMetrics().stream()
        .filter(measure -> measure.title().equals(name))
        .map(Measure::text)
        .findFirst()
        .orElse("–");
  }

  private static List<String> row(Variant variant) {
    RoundMetrics total = variant.history().total();
    RoundMetrics best = variant.best();
    List<String> cells = new ArrayList<>();
    cells.add(Numbers.grouped(variant.parameters()));
    cells.add(Numbers.significant(variant.history().lastTrainLoss(), 3));
    cells.add(Numbers.significant(best == null ? Double.NaN : best.validLoss(), 3));
    cells.add(Numbers.significant(variant.testLoss(), 3));
    cells.add(Numbers.epochs(best == null ? Double.NaN : best.epoch()));
    cells.add(total == null ? "–" : Numbers.duration(total.times().all()));
    cells.add(total == null ? "–" : Numbers.si(total.timeStepsPerSecond()));
    return cells;
  }
}
