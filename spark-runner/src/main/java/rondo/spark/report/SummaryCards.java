package rondo.spark.report;

import rondo.round.RoundMetrics;
import rondo.spark.report.ReportData.Measure;
import rondo.spark.report.ReportData.Variant;

/** The figures of one model that count. */
final class SummaryCards {
  private final Html html;
  private final LossUnit unit;

  private SummaryCards(Html html, LossUnit unit) {
    this.html = html;
    this.unit = unit;
  }

  static void write(Html html, ReportData data) {
    html.raw("<div class=\"cards\">");
    new SummaryCards(html, data.unit()).cards(data.variants().get(0));
    html.raw("</div>");
  }

  private void cards(Variant variant) {
    RunHistory history = variant.history();
    RoundMetrics total = history.total();
    RoundMetrics best = variant.best();
    if (!Double.isNaN(variant.testLoss())) {
      loss("card main", "Test loss", variant.testLoss(), bits(variant.testLoss()));
    }
    if (best != null) {
      loss(
          "card",
          "Validation loss",
          best.validLoss(),
          "best, epoch " + Numbers.epochs(best.epoch()));
    }
    if (total != null) {
      boolean whole = total.epoch() >= 1;
      String over =
          whole ? "over the last epoch" : "over " + Numbers.epochs(total.epoch()) + " epochs";
      loss("card", "Training loss", history.lastTrainLoss(), over);
    }
    for (Measure measure : variant.testMetrics()) {
      card("card", Html.capital(measure.title()), measure.text(), "of the test data");
    }
    if (total != null) {
      double seconds = total.times().all();
      String rounds = Numbers.grouped(total.round()) + " rounds";
      card("card", "Training time", Numbers.duration(seconds), rounds);
      String steps = Numbers.si(total.timeSteps()) + " in all";
      card("card", "Time steps/s", Numbers.si(total.timeStepsPerSecond()), steps);
    }
  }

  private void loss(String style, String name, double loss, String note) {
    card(style, name, Numbers.significant(loss, 4), note);
  }

  private void card(String style, String name, String value, String note) {
    html.raw("<div class=\"" + style + "\">").element("span", "name", name);
    html.element("strong", "", value).element("span", "note", note).raw("</div>");
  }

  private String bits(double nats) {
    if (unit.hasBits()) {
      return Numbers.significant(LossUnit.bits(nats), 3) + " bits a " + unit.per();
    }
    return unit.unit().isEmpty() ? unit.name() : unit.unit();
  }
}
