package rondo.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import rondo.round.RoundMetrics;
import rondo.spark.report.Html.Key;
import rondo.spark.report.ReportData.Variant;
import rondo.spark.report.chart.Axis;
import rondo.spark.report.chart.Curve;

/** What the charts of a report have in common. */
final class Styles {
  static final int WIDE = 1000;
  static final int HALF = 490;
  static final int THIRD = 320;
  private static final int COLORS = 6;

  private Styles() {}

  /** The class of a variant's or a layer's colour. */
  static String color(int index) {
    return "s" + index % COLORS;
  }

  /** A quantity of all points of a run over epochs. */
  static Curve curve(List<RoundMetrics> points, ToDoubleFunction<RoundMetrics> quantity) {
    return new Curve(
        points.stream().mapToDouble(RoundMetrics::epoch).toArray(),
        points.stream().mapToDouble(quantity).toArray());
  }

  /** From 0 to the last epoch of any variant. */
  static Axis epochs(ReportData data) {
    double last = 0;
    for (Variant variant : data.variants()) {
      RoundMetrics total = variant.history().total();
      last = total == null ? last : Math.max(last, total.epoch());
    }
    return Axis.exact("epoch", 0, last);
  }

  /** One key a variant; none if there is only one. */
  static List<Key> variants(ReportData data) {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; data.variants().size() > 1 && i < data.variants().size(); i++) {
      keys.add(new Key(color(i), data.variants().get(i).name()));
    }
    return keys;
  }

  /** The name of a curve of a variant. */
  static String name(Variant variant, String quantity) {
    return variant.name().isEmpty() ? quantity : variant.name() + ", " + quantity;
  }
}
