package rondo.spark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rondo.round.RoundMetrics;
import rondo.spark.report.Html.Key;
import rondo.spark.report.ReportData.Baseline;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.LineChart.Level;
import rondo.spark.report.chart.LineChart.Mark;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** Loss over training: smoothed training loss, validation loss, the best point. */
final class LossSection {
  /** Losses that span more than this are shown as a logarithm. */
  private static final double LOGARITHM_FROM = 30;

  private final ReportData data;
  private final List<Series> series = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Key> keys = new ArrayList<>();
  private Range range = Range.EMPTY;

  private LossSection(ReportData data) {
    this.data = data;
  }

  static void write(Html html, ReportData data) {
    new LossSection(data).write(html);
  }

  private void write(Html html) {
    boolean several = data.variants().size() > 1;
    for (int i = 0; i < data.variants().size(); i++) {
      add(data.variants().get(i), i, several);
    }
    List<Level> levels = new ArrayList<>();
    // Of many the best alone: the bars above show all.
    data.baselines().stream()
        .sorted(Comparator.comparingDouble(Baseline::loss))
        .limit(data.baselines().size() > 2 ? 1 : 2)
        .forEach(baseline -> levels.add(new Level(baseline.loss(), baseline.name())));
    for (Level level : levels) {
      // One that is far away would flatten the curves.
      boolean near = range.isEmpty() || level.y() < range.max() + (range.max() - range.min());
      range = near ? range.with(level.y()) : range;
    }
    Axis y = Axis.fitting("loss", range, LOGARITHM_FROM);
    LineChart chart =
        new LineChart(
            "Loss over training",
            "Training and validation loss by epoch.",
            Styles.WIDE,
            340,
            Styles.epochs(data),
            y,
            series,
            marks,
            levels);
    String title = "Loss: " + data.unit().title() + (y.log() ? " (logarithmic)" : "");
    html.figure("wide", title, "", keys, chart.svg());
  }

  private void add(Variant variant, int index, boolean several) {
    List<RoundMetrics> points = variant.history().points();
    String trainColor = Styles.color(index);
    String validColor = several ? trainColor : Styles.color(1);
    Curve raw = Styles.curve(points, RoundMetrics::trainLoss);
    Curve train = raw.smooth(60);
    if (!several) {
      series.add(Series.line("", trainColor + " faint", raw.thin(1200)));
    }
    String trainStyle = trainColor + (several ? " thin" : "");
    String trainName = Styles.name(variant, several ? "training" : "training (smoothed)");
    series.add(Series.line(trainName, trainStyle, train.thin(900)));
    keys.add(new Key(trainStyle, trainName));
    range = range.with(train.rangeWithoutTop(0.02));

    List<RoundMetrics> evaluations = variant.history().evaluations();
    if (!evaluations.isEmpty()) {
      Curve valid = Styles.curve(evaluations, RoundMetrics::validLoss);
      String name = Styles.name(variant, "validation");
      series.add(new Series(name, validColor + " bold", valid, evaluations.size() <= 60));
      keys.add(new Key(validColor + " bold", name));
      range = range.with(valid.rangeWithoutTop(0.05));
      RoundMetrics best = variant.best();
      String label = several ? "" : "best " + Numbers.significant(best.validLoss(), 4);
      marks.add(new Mark(best.epoch(), best.validLoss(), label, validColor));
    }
  }
}
