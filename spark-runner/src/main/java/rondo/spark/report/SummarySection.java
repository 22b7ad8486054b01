package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rondo.round.RoundMetrics;
import rondo.spark.report.ReportData.Baseline;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Markup;

/** The figures that count: cards for one model, a table for several, bars against baselines. */
final class SummarySection {
  private SummarySection() {}

  static void write(Html html, ReportData data) {
    if (data.variants().size() == 1) {
      cards(html, data.variants().get(0), data.unit());
    } else {
      table(html, data);
    }
    if (!data.baselines().isEmpty()) {
      bars(html, data);
    }
  }

  private static void cards(Html html, Variant variant, LossUnit unit) {
    RunHistory history = variant.history();
    RoundMetrics total = history.total();
    RoundMetrics best = history.best();
    html.raw("<div class=\"cards\">");
    if (!Double.isNaN(variant.testLoss())) {
      card(
          html,
          "card main",
          "Test loss",
          loss(variant.testLoss()),
          perUnit(variant.testLoss(), unit));
    }
    if (best != null) {
      String when = "best, after epoch " + Numbers.significant(best.epoch(), 3);
      card(html, "card", "Validation loss", loss(best.validLoss()), when);
    }
    if (total != null) {
      List<RoundMetrics> points = history.points();
      String over = "last " + Numbers.significant(lastEpoch(points), 3) + " epochs";
      card(html, "card", "Training loss", loss(lastLoss(points)), over);
    }
    accuracies(variant)
        .forEach((name, value) -> card(html, "card", name, percent(value), "of the test data"));
    if (total != null) {
      double seconds = total.computeSeconds() + total.syncSeconds();
      String rounds = Numbers.grouped(total.round()) + " rounds";
      card(html, "card", "Training time", Numbers.duration(seconds), rounds);
      String steps = Numbers.si(total.timeSteps()) + " in all";
      card(html, "card", "Time steps/s", Numbers.si(total.timeStepsPerSecond()), steps);
    }
    html.raw("</div>");
  }

  private static void card(Html html, String style, String name, String value, String note) {
    html.raw("<div class=\"" + style + "\">").element("span", "name", name);
    html.element("strong", "", value).element("span", "note", note).raw("</div>");
  }

  private static void table(Html html, ReportData data) {
    html.raw("<div class=\"drawing\"><table>\n<thead><tr>");
    List<String> heads =
        List.of(
            "", "Parameters", "Training", "Validation", "Test", "Best epoch", "Time", "Steps/s");
    heads.forEach(head -> html.element("th", "", head));
    html.raw("</tr></thead>\n<tbody>");
    for (int i = 0; i < data.variants().size(); i++) {
      Variant variant = data.variants().get(i);
      html.raw("<tr><th><span class=\"swatch " + Styles.color(i) + "\"></span>");
      html.raw(Markup.text(variant.name()) + "<small>" + Markup.text(variant.model()));
      html.raw("</small></th>");
      row(variant).forEach(cell -> html.element("td", "", cell));
      html.raw("</tr>");
    }
    String unit =
        data.unit().name() + (data.unit().unit().isEmpty() ? "" : ", " + data.unit().unit());
    html.raw("</tbody>\n</table></div>").element("p", "tells", "Losses: " + unit + ".");
  }

  private static List<String> row(Variant variant) {
    RoundMetrics total = variant.history().total();
    RoundMetrics best = variant.history().best();
    List<String> cells = new ArrayList<>();
    cells.add(Numbers.grouped(variant.parameters()));
    cells.add(loss(lastLoss(variant.history().points())));
    cells.add(loss(best == null ? Double.NaN : best.validLoss()));
    cells.add(loss(variant.testLoss()));
    cells.add(Numbers.significant(best == null ? Double.NaN : best.epoch(), 3));
    cells.add(total == null ? "–" : Numbers.duration(total.computeSeconds() + total.syncSeconds()));
    cells.add(total == null ? "–" : Numbers.si(total.timeStepsPerSecond()));
    return cells;
  }

  /** Test losses of all models and baselines; in bits where that is what people compare. */
  private static void bars(Html html, ReportData data) {
    LossUnit unit = data.unit();
    List<Baseline> entries = new ArrayList<>();
    for (Variant variant : data.variants()) {
      String name = variant.name().isEmpty() ? variant.model() : variant.name();
      entries.add(new Baseline(name, variant.testLoss()));
    }
    entries.addAll(data.baselines());
    entries.removeIf(entry -> !Double.isFinite(entry.loss()));
    double longest = entries.stream().mapToDouble(Baseline::loss).max().orElse(1);
    String title = unit.hasBits() ? "Bits a " + unit.per() : "Test loss";
    StringBuilder bars = new StringBuilder("<div class=\"bars\">\n");
    for (Baseline entry : entries) {
      boolean model = !data.baselines().contains(entry);
      double shown = unit.hasBits() ? LossUnit.bits(entry.loss()) : entry.loss();
      bars.append(
          String.format(
              Locale.ROOT,
              "<span>%s</span><div class=\"row\"><div class=\"bar%s\" style=\"width:%.1f%%\"></div>"
                  + "<b>%s</b></div>%n",
              Markup.text(entry.name()),
              model ? " model" : "",
              longest > 0 ? Math.max(0, 78 * entry.loss() / longest) : 0,
              Numbers.significant(shown, 3)));
    }
    String tells = "On the same held-out data; shorter is better.";
    html.figure("wide", title, tells, List.of(), bars.append("</div>").toString());
  }

  private static Map<String, Double> accuracies(Variant variant) {
    return variant.testMetrics();
  }

  private static String loss(double loss) {
    return Numbers.significant(loss, 4);
  }

  private static String percent(double fraction) {
    return Numbers.significant(100 * fraction, 4) + "%";
  }

  private static String perUnit(double loss, LossUnit unit) {
    if (unit.hasBits()) {
      return unit.unit() + " = " + Numbers.significant(LossUnit.bits(loss), 3) + " bits";
    }
    return unit.unit().isEmpty() ? unit.name() : unit.unit();
  }

  /** Epochs of the last stretch of the run: one, or what there was. */
  private static double lastEpoch(List<RoundMetrics> points) {
    return Math.min(1, points.get(points.size() - 1).epoch());
  }

  /** Mean training loss over the last epoch. */
  private static double lastLoss(List<RoundMetrics> points) {
    if (points.isEmpty()) {
      return Double.NaN;
    }
    double from = points.get(points.size() - 1).epoch() - 1 + 1e-9;
    double sum = 0;
    double weight = 0;
    for (RoundMetrics metrics : points) {
      if (metrics.epoch() > from) {
        sum += metrics.timeSteps() * metrics.trainLoss();
        weight += metrics.timeSteps();
      }
    }
    return sum / weight;
  }
}
