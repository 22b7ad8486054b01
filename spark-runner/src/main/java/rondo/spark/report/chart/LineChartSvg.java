package rondo.spark.report.chart;

import static rondo.spark.report.chart.Markup.number;

import java.util.Locale;
import rondo.spark.report.chart.LineChart.Band;
import rondo.spark.report.chart.LineChart.Level;
import rondo.spark.report.chart.LineChart.Mark;
import rondo.spark.report.chart.LineChart.Span;
import rondo.spark.report.chart.Ticks.Tick;

/** Draws one chart. The scales stand in data attributes, for the script that reads values back. */
final class LineChartSvg {
  private static final int LEFT = 58;
  private static final int RIGHT = 14;
  private static final int TOP = 12;
  private static final int BOTTOM = 40;

  /** Room for the label of a level. */
  private static final int LABEL = 120;

  private final LineChart chart;
  private final String clip;
  private final StringBuilder out = new StringBuilder();

  LineChartSvg(LineChart chart) {
    this.chart = chart;
    // One id a chart: two with one title and size have the same clip path, so it does not matter.
    this.clip =
        String.format(
            Locale.ROOT, "clip%08x-%d", chart.title().hashCode(), chart.width() + chart.height());
  }

  String draw() {
    open();
    for (Tick tick : chart.y().ticks(5)) {
      yTick(tick);
    }
    for (Tick tick : chart.x().ticks(chart.width() / 90)) {
      xTick(tick);
    }
    line("axis", LEFT, bottom(), right(), bottom());
    text("label", (LEFT + right()) / 2.0, chart.height() - 6, "middle", chart.x().label());
    chart.levels().forEach(this::levelLine);
    out.append("<g clip-path=\"url(#").append(clip).append(")\">\n");
    chart.spans().forEach(this::span);
    chart.bands().forEach(this::band);
    chart.series().forEach(this::series);
    out.append("</g>\n");
    chart.levels().forEach(this::levelLabel);
    chart.marks().forEach(this::mark);
    if (chart.series().stream().allMatch(one -> one.curve().range().isEmpty())) {
      text("empty", (LEFT + right()) / 2.0, (TOP + bottom()) / 2.0, "middle", "nothing recorded");
    }
    return out.append("</svg>\n").toString();
  }

  private void open() {
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\""
                + " viewBox=\"0 0 %d %d\" data-x=\"%s\" data-y=\"%s\">%n",
            chart.width(),
            chart.height(),
            scale(chart.x(), LEFT, right()),
            scale(chart.y(), bottom(), TOP)));
    out.append("<title>").append(Markup.text(chart.title())).append("</title>\n<desc>");
    out.append(Markup.text(chart.description())).append("</desc>\n");
    out.append(
        String.format(
            Locale.ROOT,
            "<clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>%n",
            clip,
            LEFT,
            TOP - 4,
            right() - LEFT + 5,
            bottom() - TOP + 5));
  }

  private static String scale(Axis axis, int from, int to) {
    return (axis.log() ? "log " : "linear ")
        + axis.min()
        + " "
        + axis.max()
        + " "
        + from
        + " "
        + to;
  }

  private void yTick(Tick tick) {
    double y = y(tick.value());
    line(tick.label().isEmpty() ? "grid minor" : "grid", LEFT, y, right(), y);
    text("tick", LEFT - 7.0, y + 4, "end", tick.label());
  }

  private void xTick(Tick tick) {
    double x = x(tick.value());
    line("axis", x, bottom(), x, bottom() + 4.0);
    text("tick", x, bottom() + 17.0, "middle", tick.label());
  }

  private void levelLine(Level level) {
    if (isInside(level)) {
      line("level", LEFT, y(level.y()), right(), y(level.y()));
    }
  }

  private void levelLabel(Level level) {
    if (isInside(level)) {
      double y = y(level.y()) - 5;
      boolean atRight = room(y, right() - LABEL, right()) >= room(y, LEFT, LEFT + LABEL);
      text(
          "note",
          atRight ? right() - 2.0 : LEFT + 4.0,
          y,
          atRight ? "end" : "start",
          level.label());
    }
  }

  /** How far the nearest point of a curve between two x is from a height. */
  private double room(double height, double fromX, double toX) {
    double nearest = Double.POSITIVE_INFINITY;
    for (Series series : chart.series()) {
      Curve curve = series.curve();
      for (int i = 0; i < curve.x().length; i++) {
        double x = x(curve.x()[i]);
        if (x >= fromX && x <= toX && Double.isFinite(curve.y()[i])) {
          nearest = Math.min(nearest, Math.abs(y(curve.y()[i]) - height));
        }
      }
    }
    return nearest;
  }

  private boolean isInside(Level level) {
    double place = chart.y().place(level.y());
    return place >= 0 && place <= 1;
  }

  /** At least two pixels wide, so that it can be seen. */
  private void span(Span span) {
    double from = x(span.from());
    double width = Math.max(2, x(span.to()) - from);
    out.append("<rect class=\"span ").append(span.style()).append("\" x=\"").append(number(from));
    out.append("\" y=\"").append(TOP).append("\" width=\"").append(number(width));
    out.append("\" height=\"").append(bottom() - TOP).append("\"><title>");
    out.append(Markup.text(span.title())).append("</title></rect>\n");
  }

  private void band(Band band) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < band.x().length; i++) {
      corner(points, band.x()[i], band.high()[i]);
    }
    for (int i = band.x().length - 1; i >= 0; i--) {
      corner(points, band.x()[i], band.low()[i]);
    }
    out.append("<polygon class=\"band ").append(band.style()).append("\" points=\"");
    out.append(points.toString().strip()).append("\"/>\n");
  }

  private void corner(StringBuilder points, double atX, double atY) {
    double x = x(atX);
    double y = y(atY);
    if (Double.isFinite(x) && Double.isFinite(y)) {
      points.append(number(x)).append(',').append(number(y)).append(' ');
    }
  }

  private void series(Series series) {
    Path path = new Path();
    StringBuilder dots = new StringBuilder();
    Curve curve = series.curve();
    for (int i = 0; i < curve.x().length; i++) {
      double x = x(curve.x()[i]);
      double y = y(curve.y()[i]);
      path.point(x, y);
      boolean alone = curve.x().length == 1;
      if ((series.dots() || alone) && Double.isFinite(x) && Double.isFinite(y)) {
        dots.append("<circle class=\"").append(series.style()).append("\" cx=\"");
        dots.append(number(x)).append("\" cy=\"").append(number(y)).append("\" r=\"2.6\"/>\n");
      }
    }
    out.append("<path class=\"").append(Markup.text(series.style())).append('"');
    if (!series.name().isEmpty()) {
      out.append(" data-name=\"").append(Markup.text(series.name())).append('"');
    }
    out.append(" d=\"").append(path).append("\"/>\n").append(dots);
  }

  private void mark(Mark mark) {
    double x = x(mark.x());
    double y = y(mark.y());
    if (!Double.isFinite(x) || !Double.isFinite(y) || y < TOP - 4 || y > bottom() + 4) {
      return;
    }
    out.append("<circle class=\"mark ").append(mark.style()).append("\" cx=\"").append(number(x));
    out.append("\" cy=\"").append(number(y)).append("\" r=\"5\"/>\n");
    // The label stands where there is room: left of a point on the right, above a low one.
    String anchor = x > right() - 140 ? "end" : x < LEFT + 140 ? "start" : "middle";
    double above = y - 12 > TOP + 8 ? y - 12 : y + 22;
    text("note strong", anchor.equals("end") ? x + 6 : x, above, anchor, mark.label());
  }

  private void line(String style, double fromX, double fromY, double toX, double toY) {
    out.append("<line class=\"").append(style).append("\" x1=\"").append(number(fromX));
    out.append("\" y1=\"").append(number(fromY)).append("\" x2=\"").append(number(toX));
    out.append("\" y2=\"").append(number(toY)).append("\"/>\n");
  }

  private void text(String style, double x, double y, String anchor, String content) {
    if (!content.isEmpty()) {
      out.append("<text class=\"").append(style).append("\" x=\"").append(number(x));
      out.append("\" y=\"").append(number(y)).append("\" text-anchor=\"").append(anchor);
      out.append("\">").append(Markup.text(content)).append("</text>\n");
    }
  }

  private int right() {
    return chart.width() - RIGHT;
  }

  private int bottom() {
    return chart.height() - BOTTOM;
  }

  private double x(double value) {
    return LEFT + chart.x().place(value) * (right() - LEFT);
  }

  private double y(double value) {
    double place = chart.y().place(value);
    // What is far outside is cut off anyway; enormous coordinates confuse some renderers.
    return bottom() - Math.max(-10, Math.min(10, place)) * (bottom() - TOP);
  }
}
