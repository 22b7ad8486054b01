package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rondo.spark.report.Html.Key;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.RunHistory.RecordedFlow;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;
import rondo.spark.report.chart.LineChart;
import rondo.spark.report.chart.Range;
import rondo.spark.report.chart.Series;

/** How far back in time a gradient reaches: one chart a variant, one line a layer. */
final class FlowSection {
  private static final String ABOUT =
      "The norm of dLoss/dh at each time step before the one at which the loss was taken. What a"
          + " network can learn from an earlier input is in proportion to it: where a line has"
          + " fallen to almost nothing, the gradient has vanished and the network cannot learn to"
          + " remember that far back.";

  private FlowSection() {}

  static void write(Html html, ReportData data) {
    List<Variant> recorded =
        data.variants().stream().filter(variant -> variant.history().lastFlow() != null).toList();
    if (recorded.isEmpty()) {
      return;
    }
    Range range = Range.EMPTY;
    for (Variant variant : recorded) {
      range = range.with(range(variant.history().firstFlow()));
      range = range.with(range(variant.history().lastFlow()));
    }
    Axis y = Axis.logarithmic("norm", range);
    html.raw("<section>").element("h2", "", "How far back the gradient reaches");
    html.element("p", "about", ABOUT).raw("<div class=\"grid\">");
    for (Variant variant : recorded) {
      // Where each model has one layer its lines have the colour of the model, as elsewhere.
      boolean single = variant.history().lastFlow().flow().norms().length == 1;
      int color = single ? data.variants().indexOf(variant) : 0;
      chart(html, variant, y, recorded.size() == 1, color);
    }
    html.raw("</div>\n</section>");
  }

  private static void chart(Html html, Variant variant, Axis y, boolean alone, int color) {
    RunHistory history = variant.history();
    List<Series> series = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    if (history.firstFlow().round() < history.lastFlow().round()) {
      String when = history.firstFlow().round() == 0 ? "untrained" : "first";
      add(series, keys, history.firstFlow(), when, " dashed", color);
    }
    boolean trained = history.lastFlow().round() > 0;
    add(series, keys, history.lastFlow(), trained ? "trained" : "untrained", " bold", color);
    int reach = history.lastFlow().flow().norms()[0].length - 1;
    String name = variant.name().isEmpty() ? variant.model() : variant.name();
    LineChart chart =
        LineChart.of(
            "Gradient flow of " + name,
            "Norm of the gradient by distance in time, on a logarithmic axis.",
            alone ? Styles.WIDE : Styles.HALF,
            alone ? 300 : 250,
            Axis.exact("time steps before the loss", 0, reach),
            y,
            series);
    String style = alone ? "wide" : "small";
    html.figure(style, name, verdict(history.lastFlow()), keys, chart.svg());
  }

  private static void add(
      List<Series> series,
      List<Key> keys,
      RecordedFlow flow,
      String when,
      String style,
      int color) {
    double[][] norms = flow.flow().norms();
    for (int layer = 0; layer < norms.length; layer++) {
      double[] distances = IntStream.range(0, norms[layer].length).asDoubleStream().toArray();
      String name = norms.length == 1 ? when : "layer " + (layer + 1) + ", " + when;
      String classes = Styles.color(color + layer) + style;
      Curve curve = new Curve(distances, norms[layer]);
      series.add(Series.line(name, classes, curve.thin(900)));
      keys.add(new Key(classes, name));
    }
  }

  private static Range range(RecordedFlow recorded) {
    Range range = Range.EMPTY;
    for (double[] layer : recorded.flow().norms()) {
      for (double norm : layer) {
        range = norm > 0 ? range.with(norm) : range;
      }
    }
    return range;
  }

  /** What the top layer's line comes to, in a sentence. */
  static String verdict(RecordedFlow recorded) {
    double[][] layers = recorded.flow().norms();
    double[] norms = layers[layers.length - 1];
    int last = norms.length - 1;
    if (last < 1 || !(norms[0] > 0) || !Double.isFinite(norms[last])) {
      return "";
    }
    double ratio = norms[last] / norms[0];
    String size = ratio >= 0.001 ? percent(ratio) : Numbers.significant(ratio, 2) + " times";
    String effect = ratio < 1e-3 ? ": it vanishes." : ratio > 1e2 ? ": it explodes." : ".";
    return last
        + " steps back, the gradient "
        + (layers.length > 1 ? "in the top layer " : "")
        + "has "
        + size
        + " the size that it has at the loss"
        + effect;
  }

  private static String percent(double ratio) {
    return Numbers.significant(100 * ratio, 2) + "% of";
  }
}
