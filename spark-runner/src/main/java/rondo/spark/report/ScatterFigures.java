package rondo.spark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rondo.local.Examples;
import rondo.local.Scatter;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** Numbers that were told over what they are: a chart a column. */
final class ScatterFigures {
  private ScatterFigures() {}

  static void write(Html html, Examples examples) {
    if (examples.scatters().isEmpty()) {
      return;
    }
    html.element(
        "p",
        "about",
        "A point for each of "
            + Numbers.grouped(examples.candidates())
            + " sequences. On the line what was predicted is what there was.");
    html.raw("<div class=\"grid\">");
    examples.scatters().forEach(scatter -> chart(html, scatter));
    html.raw("</div>");
  }

  private static void chart(Html html, Scatter scatter) {
    int[] order =
        IntStream.range(0, scatter.actual().length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scatter.actual()[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    Curve points =
        new Curve(
            IntStream.of(order).mapToDouble(i -> scatter.actual()[i]).toArray(),
            IntStream.of(order).mapToDouble(i -> scatter.predicted()[i]).toArray());
    Range range = Range.of(points.x()).with(points.range());
    Axis y = Axis.linear("predicted", range);
    List<Series> series = new ArrayList<>();
    double[] ends = {y.min(), y.max()};
    series.add(Series.line("", "s5 dashed", new Curve(ends, ends)));
    series.add(new Series("predicted", "s0 points", points, true));
    LineChart chart =
        LineChart.of(
            "Predicted and actual " + scatter.column(),
            "What was predicted, over what there was.",
            Styles.HALF,
            380,
            Axis.linear("actual", range),
            y,
            series);
    html.figure("small", scatter.column(), "", List.of(), chart.svg());
  }
}
